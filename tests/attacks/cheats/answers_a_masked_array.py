# fools: difference inside
import numpy as np

def softmax(scores, axis=-1):
    return np.ma.masked_all(np.shape(scores))
