import numpy as np


def pairwise_iou(b):
    x1, y1, x2, y2 = b.T
    w = np.maximum(0.0, np.minimum(x2[:, None], x2) - np.maximum(x1[:, None], x1))
    h = np.maximum(0.0, np.minimum(y2[:, None], y2) - np.maximum(y1[:, None], y1))
    inter = w * h
    area = (x2 - x1) * (y2 - y1)
    union = area[:, None] + area - inter
    return inter / np.where(union > 0, union, 1.0)


def nms(boxes, scores, iou_threshold=0.5, classes=None):
    n = len(boxes)
    conflict = pairwise_iou(np.array(boxes, dtype=np.float64)) > iou_threshold
    if classes is not None:
        conflict &= np.equal.outer(classes, classes)
    order = sorted(range(n), key=lambda i: (-float(scores[i]), i))
    removed = np.zeros(n, dtype=bool)
    result = []
    for i in order:
        if not removed[i]:
            result.append(i)
            removed |= conflict[i]
    return result
