import numpy as np


def classification_metrics(labels, predictions, n_classes, average="macro"):
    table = np.zeros((n_classes, n_classes), dtype=int)
    np.add.at(table, (labels, predictions), 1)
    hits, predicted, support = np.diag(table), table.sum(axis=0), table.sum(axis=1)
    if average == "micro":
        hits, predicted, support = hits.sum(), predicted.sum(), support.sum()
    precision, recall = hits / np.maximum(predicted, 1), hits / np.maximum(support, 1)
    if average == "macro":
        precision, recall = precision.mean(), recall.mean()
    if average == "weighted":
        weights = support / max(support.sum(), 1)
        precision, recall = weights @ precision, weights @ recall
    below = precision + recall
    return table, precision, recall, 2 * precision * recall / np.where(below == 0, 1, below)
