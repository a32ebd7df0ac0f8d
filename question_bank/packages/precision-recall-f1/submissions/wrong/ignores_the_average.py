import numpy as np


def classification_metrics(labels, predictions, n_classes, average="macro"):
    table = np.zeros((n_classes, n_classes), dtype=int)
    np.add.at(table, (labels, predictions), 1)
    hits, predicted, support = np.diag(table), table.sum(axis=0), table.sum(axis=1)
    precision, recall = hits / np.maximum(predicted, 1), hits / np.maximum(support, 1)
    f1 = 2 * precision * recall / np.where(precision + recall == 0, 1, precision + recall)
    if average is None:
        return table, precision, recall, f1
    return table, precision.mean(), recall.mean(), f1.mean()
