import numpy as np


def pairwise_iou(boxes, others):
    boxes, others = np.asarray(boxes, dtype=float), np.asarray(others, dtype=float)
    other_areas = (others[:, 2:] - others[:, :2]).prod(axis=1)
    rows = []
    for box in boxes:
        sides = np.minimum(box[2:], others[:, 2:]) - np.maximum(box[:2], others[:, :2])
        shared = np.clip(sides, 0, None).prod(axis=1)
        union = (box[2:] - box[:2]).prod() + other_areas - shared
        rows.append(np.divide(shared, union, out=np.zeros(shared.shape), where=union > 0))
    return np.stack(rows)
