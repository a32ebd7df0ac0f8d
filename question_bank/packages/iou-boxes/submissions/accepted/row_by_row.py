import numpy as np


def pairwise_iou(boxes, others):
    a = boxes.astype(np.float64)
    b = others.astype(np.float64)
    area_b = (b[:, 3] - b[:, 1]) * (b[:, 2] - b[:, 0])
    result = np.zeros((len(a), len(b)))
    for i, (x1, y1, x2, y2) in enumerate(a):
        width = np.minimum(x2, b[:, 2]) - np.maximum(x1, b[:, 0])
        height = np.minimum(y2, b[:, 3]) - np.maximum(y1, b[:, 1])
        hit = (width > 0) & (height > 0)
        shared = width[hit] * height[hit]
        result[i, hit] = shared / ((x2 - x1) * (y2 - y1) + area_b[hit] - shared)
    return result
