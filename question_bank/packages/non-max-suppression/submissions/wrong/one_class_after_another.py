import numpy as np


def _one_class(boxes, scores, iou_threshold):
    areas = (boxes[:, 2] - boxes[:, 0]) * (boxes[:, 3] - boxes[:, 1])
    order = np.argsort(-scores, kind="stable")
    keep = []
    while len(order):
        best, order = order[0], order[1:]
        keep.append(best)
        low, high = np.maximum(boxes[best, :2], boxes[order, :2]), np.minimum(boxes[best, 2:], boxes[order, 2:])
        shared = np.clip(high - low, 0, None).prod(axis=1)
        order = order[shared <= iou_threshold * (areas[best] + areas[order] - shared)]
    return np.array(keep, dtype=int)


def nms(boxes, scores, iou_threshold=0.5, classes=None):
    boxes, scores = np.asarray(boxes, dtype=float), np.asarray(scores, dtype=float)
    if classes is None:
        return _one_class(boxes, scores, iou_threshold)
    keep = []
    for name in np.unique(classes):
        members = np.flatnonzero(classes == name)
        keep.extend(members[_one_class(boxes[members], scores[members], iou_threshold)])
    return np.array(keep, dtype=int)
