import math

import numpy as np


def softmax(x):
    shifted = np.exp(x - np.max(x, axis=-1)[..., None])
    return shifted / np.sum(shifted, axis=-1)[..., None]


def attention(queries, keys, values):
    if queries.dtype.kind != "f":
        queries, keys, values = queries.astype(float), keys.astype(float), values.astype(float)
    scale = 1 / math.sqrt(queries.shape[-1])
    scores = np.einsum("...nd,...md->...nm", queries * scale, keys)
    return np.einsum("...nm,...mv->...nv", softmax(scores), values)
