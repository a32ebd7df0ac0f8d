import numpy as np


def nms(boxes, scores, iou_threshold=0.5, classes=None):
    boxes = np.asarray(boxes, dtype=float)
    areas = (boxes[:, 2] - boxes[:, 0]) * (boxes[:, 3] - boxes[:, 1])
    order = np.argsort(-np.asarray(scores, dtype=float), kind="stable")
    keep = []
    while len(order):
        best, order = order[0], order[1:]
        keep.append(best)
        upper_left = np.maximum(boxes[best, :2], boxes[order, :2])
        lower_right = np.minimum(boxes[best, 2:], boxes[order, 2:])
        sides = np.clip(lower_right - upper_left, 0, None)
        shared = sides[:, 0] * sides[:, 1]
        union = areas[best] + areas[order] - shared
        stays = shared <= iou_threshold * union
        if classes is not None:
            stays |= classes[order] != classes[best]
        order = order[stays]
    return np.array(keep, dtype=int)
