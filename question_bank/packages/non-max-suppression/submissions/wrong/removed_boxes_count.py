import numpy as np


def nms(boxes, scores, iou_threshold=0.5, classes=None):
    boxes = np.asarray(boxes, dtype=float)
    order = np.argsort(-np.asarray(scores, dtype=float), kind="stable")
    b = boxes[order]
    low = np.maximum(b[:, None, :2], b[None, :, :2])
    high = np.minimum(b[:, None, 2:], b[None, :, 2:])
    shared = np.clip(high - low, 0, None).prod(axis=2)
    area = (b[:, 2:] - b[:, :2]).prod(axis=1)
    union = area[:, None] + area - shared
    iou = np.where(union > 0, shared / np.where(union > 0, union, 1), 0)
    if classes is not None:
        kinds = np.asarray(classes)[order]
        iou = np.where(kinds[:, None] == kinds, iou, 0)
    removed = (np.triu(iou, 1) > iou_threshold).any(axis=0)
    return order[~removed]
