import numpy as np


def nms(boxes, scores, iou_threshold=0.5, classes=None):
    """Say which boxes stay."""
    # Your code goes here.
    return None


if __name__ == "__main__":
    boxes = np.array([[0.0, 0.0, 10.0, 10.0], [1.0, 1.0, 10.0, 10.0], [20.0, 20.0, 30.0, 30.0]])
    print(nms(boxes, np.array([0.6, 0.9, 0.7])))
