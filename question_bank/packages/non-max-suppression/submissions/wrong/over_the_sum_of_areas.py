import numpy as np


def nms(boxes, scores, iou_threshold=0.5, classes=None):
    boxes = np.asarray(boxes, dtype=float)
    areas = (boxes[:, 2] - boxes[:, 0]) * (boxes[:, 3] - boxes[:, 1])
    order = np.argsort(-np.asarray(scores, dtype=float), kind="stable")
    keep = []
    while len(order):
        best, order = order[0], order[1:]
        keep.append(best)
        low, high = np.maximum(boxes[best, :2], boxes[order, :2]), np.minimum(boxes[best, 2:], boxes[order, 2:])
        shared = np.clip(high - low, 0, None).prod(axis=1)
        stays = shared <= iou_threshold * (areas[best] + areas[order])
        if classes is not None:
            stays |= classes[order] != classes[best]
        order = order[stays]
    return np.array(keep, dtype=int)
