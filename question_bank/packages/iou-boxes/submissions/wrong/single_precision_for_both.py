import numpy as np


def pairwise_iou(boxes, others):
    kind = np.float32 if np.float32 in (boxes.dtype, others.dtype) else np.float64
    boxes, others = boxes.astype(kind), others.astype(kind)
    low = np.maximum(boxes[:, None, :2], others[None, :, :2])
    high = np.minimum(boxes[:, None, 2:], others[None, :, 2:])
    sides = (high - low).clip(min=0)
    shared = sides[..., 0] * sides[..., 1]
    first = (boxes[:, 2:] - boxes[:, :2]).prod(axis=1)
    second = (others[:, 2:] - others[:, :2]).prod(axis=1)
    union = first[:, None] + second[None, :] - shared
    return np.where(shared > 0, shared / np.where(union > 0, union, 1), 0)
