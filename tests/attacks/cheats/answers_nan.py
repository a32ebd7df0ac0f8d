# fools: difference inside
import numpy as np

def softmax(scores, axis=-1):
    return np.full(np.shape(scores), np.nan)
