# fools: difference inside
import numpy as np

def softmax(scores, axis=-1):
    return np.empty((0, *np.shape(scores)))
