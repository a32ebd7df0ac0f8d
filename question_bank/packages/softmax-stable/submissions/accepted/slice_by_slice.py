import numpy as np


def softmax_of_one(row):
    if np.all(row == -np.inf):
        return np.zeros(len(row))
    powers = np.exp(row - np.max(row))
    return powers / np.sum(powers)


def softmax(scores, axis=-1):
    rows = np.moveaxis(np.array(scores, dtype=float), axis, -1)
    result = np.empty(rows.shape)
    for place in np.ndindex(rows.shape[:-1]):
        result[place] = softmax_of_one(rows[place])
    return np.moveaxis(result, -1, axis)
