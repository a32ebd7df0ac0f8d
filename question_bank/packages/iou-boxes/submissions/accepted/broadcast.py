import numpy as np


def pairwise_iou(boxes, others):
    boxes, others = np.asarray(boxes, dtype=float), np.asarray(others, dtype=float)
    upper_left = np.maximum(boxes[:, None, :2], others[:, :2])
    lower_right = np.minimum(boxes[:, None, 2:], others[:, 2:])
    sides = np.clip(lower_right - upper_left, 0, None)
    shared = sides[:, :, 0] * sides[:, :, 1]
    areas = (boxes[:, 2] - boxes[:, 0]) * (boxes[:, 3] - boxes[:, 1])
    other_areas = (others[:, 2] - others[:, 0]) * (others[:, 3] - others[:, 1])
    union = areas[:, None] + other_areas - shared
    return shared / np.where(union > 0, union, 1)
