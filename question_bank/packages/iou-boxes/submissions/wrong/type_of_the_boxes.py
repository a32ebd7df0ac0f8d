import numpy as np


def pairwise_iou(boxes, others):
    low = np.maximum(boxes[:, None, :2], others[:, :2])
    high = np.minimum(boxes[:, None, 2:], others[:, 2:])
    sides = np.where(high > low, high - low, 0)
    shared = sides[:, :, 0] * sides[:, :, 1]
    areas = (boxes[:, 2] - boxes[:, 0]) * (boxes[:, 3] - boxes[:, 1])
    other_areas = (others[:, 2] - others[:, 0]) * (others[:, 3] - others[:, 1])
    union = areas[:, None] + other_areas - shared
    return np.divide(shared, union, out=np.zeros(shared.shape), where=union > 0)
