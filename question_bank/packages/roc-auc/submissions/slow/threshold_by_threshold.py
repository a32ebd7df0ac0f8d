import numpy as np


def roc_auc(labels, scores):
    mask = np.asarray(labels) == 1
    if mask.all() or not mask.any():
        return float("nan")
    area, last_fpr, last_tpr = 0.0, 0.0, 0.0
    for threshold in np.unique(scores)[::-1]:
        predicted = scores >= threshold
        tpr, fpr = predicted[mask].mean(), predicted[~mask].mean()
        area += (fpr - last_fpr) * (tpr + last_tpr) / 2
        last_fpr, last_tpr = fpr, tpr
    return area
