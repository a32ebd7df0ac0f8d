import numpy as np


def classification_metrics(labels, predictions, n_classes, average="macro"):
    if labels.dtype.itemsize < 8:
        labels = labels.astype(np.int64)
    flat = labels * n_classes + predictions
    table = np.bincount(flat, minlength=n_classes**2).reshape(n_classes, n_classes)
    right, true, said = np.diag(table).astype(float), table.sum(axis=1), table.sum(axis=0)
    if average == "micro":
        right, true, said = (np.array([part.sum()]) for part in (right, true, said))
    precision = np.divide(right, said, out=np.zeros(len(right)), where=said > 0)
    recall = np.divide(right, true, out=np.zeros(len(right)), where=true > 0)
    f1 = np.divide(2 * right, true + said, out=np.zeros(len(right)), where=true + said > 0)
    if average is None:
        return table, precision, recall, f1
    weights = true / max(true.sum(), 1) if average == "weighted" else np.full(len(right), 1 / len(right))
    return table, precision @ weights, recall @ weights, f1 @ weights
