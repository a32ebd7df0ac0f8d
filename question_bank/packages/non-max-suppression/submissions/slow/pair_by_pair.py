import numpy as np


def iou(a, b):
    w = min(a[2], b[2]) - max(a[0], b[0])
    h = min(a[3], b[3]) - max(a[1], b[1])
    shared = max(w, 0.0) * max(h, 0.0)
    union = (a[2] - a[0]) * (a[3] - a[1]) + (b[2] - b[0]) * (b[3] - b[1]) - shared
    return shared / union if union > 0 else 0.0


def nms(boxes, scores, iou_threshold=0.5, classes=None):
    boxes = np.asarray(boxes, dtype=float)
    order = np.argsort(-np.asarray(scores, dtype=float), kind="stable")
    keep = []
    for i in order:
        good = True
        for j in keep:
            same = classes is None or classes[i] == classes[j]
            if same and iou(boxes[i], boxes[j]) > iou_threshold:
                good = False
                break
        if good:
            keep.append(i)
    return np.array(keep, dtype=int)
