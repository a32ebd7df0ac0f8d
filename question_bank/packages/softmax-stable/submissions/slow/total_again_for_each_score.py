import math

import numpy as np


def softmax(scores, axis=-1):
    rows = np.moveaxis(np.asarray(scores, dtype=float), axis, -1)
    result = np.zeros(rows.shape)
    for place in np.ndindex(rows.shape[:-1]):
        row = rows[place].tolist()
        for n, score in enumerate(row):
            peak = math.nan if any(math.isnan(other) for other in row) else max(row)
            if peak != -math.inf:
                result[place][n] = math.exp(score - peak) / sum(math.exp(other - peak) for other in row)
    return np.moveaxis(result, -1, axis)
