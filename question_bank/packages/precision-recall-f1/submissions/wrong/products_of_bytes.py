import numpy as np


def classification_metrics(labels, predictions, n_classes, average="macro"):
    codes = labels * n_classes + predictions
    table = np.bincount(codes, minlength=n_classes**2).reshape(n_classes, n_classes)
    hits, predicted, support = np.diag(table), table.sum(axis=0), table.sum(axis=1)
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
