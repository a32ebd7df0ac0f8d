import numpy as np


def nms(boxes, scores, iou_threshold=0.5, classes=None):
    boxes = np.asarray(boxes, dtype=float)
    if scores.dtype.kind != "f":
        scores = scores.astype(float)
    areas = (boxes[:, 2] - boxes[:, 0]) * (boxes[:, 3] - boxes[:, 1])
    keep = []
    while len(scores) and np.isfinite(scores).any():
        best = int(np.argmax(scores))
        keep.append(best)
        low, high = np.maximum(boxes[best, :2], boxes[:, :2]), np.minimum(boxes[best, 2:], boxes[:, 2:])
        shared = np.clip(high - low, 0, None).prod(axis=1)
        goes = shared > iou_threshold * (areas[best] + areas - shared)
        if classes is not None:
            goes &= classes == classes[best]
        goes[best] = True
        scores[goes] = -np.inf
    return np.array(keep, dtype=int)
