import numpy as np


def pairwise_iou(boxes, others):
    boxes, others = np.array(boxes, dtype=float), np.array(others, dtype=float)
    areas, other_areas = boxes[:, 2] * boxes[:, 3], others[:, 2] * others[:, 3]
    boxes[:, 2:] += boxes[:, :2]
    others[:, 2:] += others[:, :2]
    sides = np.minimum(boxes[:, None, 2:], others[:, 2:]) - np.maximum(boxes[:, None, :2], others[:, :2])
    shared = np.clip(sides, 0, None).prod(axis=2)
    union = areas[:, None] + other_areas - shared
    return np.divide(shared, union, out=np.zeros(shared.shape), where=union > 0)
