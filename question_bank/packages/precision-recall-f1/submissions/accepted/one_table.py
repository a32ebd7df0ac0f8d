import numpy as np


def _ratio(part, whole):
    return np.divide(part, whole, out=np.zeros(np.shape(part)), where=whole != 0)


def classification_metrics(labels, predictions, n_classes, average="macro"):
    table = np.zeros((n_classes, n_classes), dtype=int)
    np.add.at(table, (labels, predictions), 1)
    hits, predicted, support = np.diag(table), table.sum(axis=0), table.sum(axis=1)
    if average == "micro":
        hits, predicted, support = hits.sum(), predicted.sum(), support.sum()
    precision, recall = _ratio(hits, predicted), _ratio(hits, support)
    f1 = _ratio(2 * precision * recall, precision + recall)
    if average == "macro":
        return table, precision.mean(), recall.mean(), f1.mean()
    if average == "weighted":
        weights = _ratio(support, support.sum())
        return table, weights @ precision, weights @ recall, weights @ f1
    return table, precision, recall, f1
