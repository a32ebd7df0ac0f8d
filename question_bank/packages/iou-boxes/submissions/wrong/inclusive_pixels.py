import numpy as np


def pairwise_iou(boxes, others):
    boxes, others = np.asarray(boxes, dtype=float), np.asarray(others, dtype=float)
    sides = np.minimum(boxes[:, None, 2:], others[:, 2:]) - np.maximum(boxes[:, None, :2], others[:, :2]) + 1
    shared = np.clip(sides, 0, None).prod(axis=2)
    areas = (boxes[:, 2:] - boxes[:, :2] + 1).prod(axis=1)
    other_areas = (others[:, 2:] - others[:, :2] + 1).prod(axis=1)
    return shared / (areas[:, None] + other_areas - shared)
