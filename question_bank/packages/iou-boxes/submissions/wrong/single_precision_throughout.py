import numpy as np


def pairwise_iou(boxes, others):
    boxes, others = boxes.astype(np.float32), others.astype(np.float32)
    sides = np.minimum(boxes[:, None, 2:], others[:, 2:]) - np.maximum(boxes[:, None, :2], others[:, :2])
    shared = np.clip(sides, 0, None).prod(axis=2)
    areas, other_areas = (boxes[:, 2:] - boxes[:, :2]).prod(axis=1), (others[:, 2:] - others[:, :2]).prod(axis=1)
    union = areas[:, None] + other_areas - shared
    return np.divide(shared, union, out=np.zeros_like(shared), where=union > 0)
