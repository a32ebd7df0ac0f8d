import numpy as np


def roc_auc(labels, scores):
    mask = np.asarray(labels) == 1
    positives, negatives = scores[mask], scores[~mask]
    if len(positives) == 0 or len(negatives) == 0:
        return float("nan")
    won = (positives[:, None] > negatives).sum()
    tied = (positives[:, None] == negatives).sum()
    return float((won + 0.5 * tied) / (len(positives) * len(negatives)))
