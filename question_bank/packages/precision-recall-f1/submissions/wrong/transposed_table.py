import numpy as np


def classification_metrics(labels, predictions, n_classes, average="macro"):
    table = np.zeros((n_classes, n_classes), dtype=int)
    np.add.at(table, (predictions, labels), 1)
    hits, predicted, support = np.diag(table), table.sum(axis=1), table.sum(axis=0)
    if average == "micro":
        hits, predicted, support = hits.sum(), predicted.sum(), support.sum()
    precision, recall = hits / np.maximum(predicted, 1), hits / np.maximum(support, 1)
    f1 = 2 * precision * recall / np.where(precision + recall == 0, 1, precision + recall)
    if average == "macro":
        return table, precision.mean(), recall.mean(), f1.mean()
    if average == "weighted":
        weights = support / max(support.sum(), 1)
        return table, weights @ precision, weights @ recall, weights @ f1
    return table, precision, recall, f1
