import numpy as np


def nms(boxes, scores, iou_threshold=0.5, classes=None):
    boxes = np.asarray(boxes, dtype=float)
    x1, y1, x2, y2 = boxes.T
    areas = (x2 - x1 + 1) * (y2 - y1 + 1)
    order = np.argsort(-np.asarray(scores, dtype=float), kind="stable")
    keep = []
    while len(order):
        best, order = order[0], order[1:]
        keep.append(best)
        w = np.maximum(0, np.minimum(x2[best], x2[order]) - np.maximum(x1[best], x1[order]) + 1)
        h = np.maximum(0, np.minimum(y2[best], y2[order]) - np.maximum(y1[best], y1[order]) + 1)
        stays = w * h / (areas[best] + areas[order] - w * h) <= iou_threshold
        if classes is not None:
            stays |= classes[order] != classes[best]
        order = order[stays]
    return np.array(keep, dtype=int)
