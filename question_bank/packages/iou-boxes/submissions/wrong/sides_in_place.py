import numpy as np


def pairwise_iou(boxes, others):
    a, b = np.asarray(boxes, dtype=float), np.asarray(others, dtype=float)
    sides = np.minimum(a[:, None, 2:], b[:, 2:]) - np.maximum(a[:, None, :2], b[:, :2])
    shared = np.clip(sides, 0, None).prod(axis=2)
    other_areas = (b[:, 2:] - b[:, :2]).prod(axis=1)
    a[:, 2:] -= a[:, :2]
    union = a[:, 2:].prod(axis=1)[:, None] + other_areas - shared
    return np.divide(shared, union, out=np.zeros(shared.shape), where=union > 0)
