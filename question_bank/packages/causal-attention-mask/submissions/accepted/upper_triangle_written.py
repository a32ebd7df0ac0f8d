import math

import numpy as np


def softmax(x):
    x = np.exp(x - x.max(-1)[..., np.newaxis])
    return x / x.sum(-1)[..., np.newaxis]


def causal_attention(queries, keys, values):
    shape = queries.shape[:-1] + (values.shape[-1],)
    n, m = queries.shape[-2], keys.shape[-2]
    rows, columns = np.triu_indices(n, k=m - n + 1, m=m)
    out = np.zeros(shape)
    for where in np.ndindex(shape[:-2]):
        s = queries[where].dot(keys[where].T) / math.sqrt(queries.shape[-1])
        s[rows, columns] = -np.inf
        out[where] = softmax(s).dot(values[where])
    return out
