import math

import numpy as np


def softmax(scores, axis=-1):
    rows = np.moveaxis(np.asarray(scores, dtype=float), axis, -1)
    result = np.zeros(rows.shape)
    for place in np.ndindex(rows.shape[:-1]):
        peak = rows[place].max()
        if peak == -np.inf:
            continue
        weights = np.array([])
        for score in rows[place]:
            weights = np.append(weights, math.exp(score - peak))
        result[place] = weights / weights.sum()
    return np.moveaxis(result, -1, axis)
