import numpy as np


def roc_auc(labels, scores):
    order = np.argsort(-scores, kind="stable")
    y, s = np.asarray(labels).astype(float)[order], scores[order]
    if y.sum() in (0, len(y)):
        return float("nan")
    ends = np.append(np.flatnonzero(np.diff(s.astype(float))), len(s) - 1)
    tpr = np.concatenate([[0.0], np.cumsum(y)[ends] / y.sum()])
    fpr = np.concatenate([[0.0], np.cumsum(1 - y)[ends] / (1 - y).sum()])
    return float(np.sum(np.diff(fpr) * (tpr[1:] + tpr[:-1]) / 2))
