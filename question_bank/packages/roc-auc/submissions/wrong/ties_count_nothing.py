import numpy as np


def roc_auc(labels, scores):
    mask = np.asarray(labels) == 1
    positives, negatives = scores[mask], np.sort(scores[~mask])
    if len(positives) == 0 or len(negatives) == 0:
        return float("nan")
    return float(np.searchsorted(negatives, positives, side="left").sum() / (len(positives) * len(negatives)))
