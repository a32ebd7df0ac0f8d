import numpy as np


def spans(low, high, other_low, other_high):
    return np.maximum(np.minimum.outer(high, other_high) - np.maximum.outer(low, other_low), 0.0)


def pairwise_iou(boxes, others):
    x1, y1, x2, y2 = np.array(boxes, dtype="float64").T
    u1, v1, u2, v2 = np.array(others, dtype="float64").T
    inter = spans(x1, x2, u1, u2) * spans(y1, y2, v1, v2)
    total = np.add.outer((x2 - x1) * (y2 - y1), (u2 - u1) * (v2 - v1))
    with np.errstate(invalid="ignore"):
        return np.nan_to_num(inter / (total - inter), nan=0.0)
