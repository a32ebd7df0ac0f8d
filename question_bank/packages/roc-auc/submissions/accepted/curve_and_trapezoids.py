import numpy as np


def roc_auc(labels, scores):
    labels = np.asarray(labels).astype(float)
    order = np.argsort(scores, kind="mergesort")[::-1]
    y, s = labels[order], np.asarray(scores)[order]
    tps, fps = np.cumsum(y), np.cumsum(1 - y)
    if len(y) == 0 or tps[-1] == 0 or fps[-1] == 0:
        return np.nan
    last_of_group = np.append(s[1:] != s[:-1], True)
    tpr = np.concatenate([[0.0], tps[last_of_group] / tps[-1]])
    fpr = np.concatenate([[0.0], fps[last_of_group] / fps[-1]])
    widths = fpr[1:] - fpr[:-1]
    return ((tpr[1:] + tpr[:-1]) / 2 * widths).sum()
