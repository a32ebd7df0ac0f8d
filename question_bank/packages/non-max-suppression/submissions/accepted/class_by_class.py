import numpy as np


def overlaps(box, others):
    w = np.minimum(box[2], others[:, 2]) - np.maximum(box[0], others[:, 0])
    h = np.minimum(box[3], others[:, 3]) - np.maximum(box[1], others[:, 1])
    inter = np.where((w > 0) & (h > 0), w * h, 0.0)
    area = lambda b: (b[..., 2] - b[..., 0]) * (b[..., 3] - b[..., 1])
    return inter, area(box) + area(others) - inter


def nms(boxes, scores, iou_threshold=0.5, classes=None):
    boxes = boxes.astype(np.float64)
    scores = scores.astype(np.float64)
    classes = np.zeros(len(boxes), dtype=int) if classes is None else np.asarray(classes)
    kept = []
    for name in set(classes.tolist()):
        members = np.flatnonzero(classes == name)
        members = members[np.lexsort((members, -scores[members]))]
        mine = []
        for i in members:
            inter, union = overlaps(boxes[i], boxes[mine].reshape(-1, 4))
            if not np.any(inter > iou_threshold * union):
                mine.append(int(i))
        kept += mine
    return sorted(kept, key=lambda i: (-scores[i], i))
