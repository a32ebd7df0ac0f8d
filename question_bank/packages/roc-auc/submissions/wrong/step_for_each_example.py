import numpy as np


def roc_auc(labels, scores):
    order = np.argsort(np.asarray(scores, dtype=float))[::-1]
    y = np.asarray(labels).astype(float)[order]
    tps, fps = np.cumsum(y), np.cumsum(1 - y)
    if len(y) == 0 or tps[-1] == 0 or fps[-1] == 0:
        return float("nan")
    tpr = np.concatenate([[0.0], tps / tps[-1]])
    fpr = np.concatenate([[0.0], fps / fps[-1]])
    return float(np.sum((fpr[1:] - fpr[:-1]) * (tpr[1:] + tpr[:-1]) / 2))
