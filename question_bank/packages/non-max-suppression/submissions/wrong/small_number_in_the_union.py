import numpy as np


def nms(boxes, scores, iou_threshold=0.5, classes=None):
    b = np.array(boxes, dtype=np.float64).reshape(-1, 4)
    s = np.array(scores, dtype=np.float64)
    n = len(b)
    if n == 0:
        return np.zeros(0, dtype=int)
    area = (b[:, 2] - b[:, 0]) * (b[:, 3] - b[:, 1])
    order = np.argsort(-s, kind="stable")
    alive = np.ones(n, dtype=bool)
    keep = []
    for i in order:
        if not alive[i]:
            continue
        keep.append(i)
        w = np.minimum(b[i, 2], b[:, 2]) - np.maximum(b[i, 0], b[:, 0])
        h = np.minimum(b[i, 3], b[:, 3]) - np.maximum(b[i, 1], b[:, 1])
        inter = np.clip(w, 0, None) * np.clip(h, 0, None)
        union = area[i] + area - inter
        iou = inter / (union + 1e-6)
        gone = iou > iou_threshold
        if classes is not None:
            gone &= np.asarray(classes) == classes[i]
        alive &= ~gone
    return np.array(keep, dtype=int)
