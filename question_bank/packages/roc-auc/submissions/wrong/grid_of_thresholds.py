import numpy as np


def roc_auc(labels, scores):
    y = np.asarray(labels) == 1
    if y.all() or not y.any():
        return float("nan")
    tpr, fpr = [0.0], [0.0]
    for threshold in np.linspace(1, 0, 101):
        predicted = scores >= threshold
        tpr.append(predicted[y].mean())
        fpr.append(predicted[~y].mean())
    tpr, fpr = np.array(tpr + [1.0]), np.array(fpr + [1.0])
    return float(np.sum(np.diff(fpr) * (tpr[1:] + tpr[:-1]) / 2))
