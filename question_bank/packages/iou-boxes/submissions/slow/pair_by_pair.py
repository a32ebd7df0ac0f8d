import numpy as np


def iou(box, other):
    sides = np.clip(np.minimum(box[2:], other[2:]) - np.maximum(box[:2], other[:2]), 0, None)
    shared = sides[0] * sides[1]
    union = (box[2] - box[0]) * (box[3] - box[1]) + (other[2] - other[0]) * (other[3] - other[1]) - shared
    return shared / union if union > 0 else 0.0


def pairwise_iou(boxes, others):
    boxes, others = np.asarray(boxes, dtype=float), np.asarray(others, dtype=float)
    result = np.zeros((len(boxes), len(others)))
    for i, box in enumerate(boxes):
        for j, other in enumerate(others):
            result[i, j] = iou(box, other)
    return result
