import math

import numpy as np


def attention(queries, keys, values):
    lead = np.broadcast_shapes(queries.shape[:-2], keys.shape[:-2], values.shape[:-2])
    queries, keys, values = (
        np.broadcast_to(part, lead + part.shape[-2:]).astype(float) for part in (queries, keys, values)
    )
    out = np.zeros(lead + (queries.shape[-2], values.shape[-1]))
    for place in np.ndindex(*lead):
        for i, query in enumerate(queries[place]):
            scores = [np.dot(query, key) / math.sqrt(len(query)) for key in keys[place]]
            peak = max(scores)
            weights = [math.exp(score - peak) for score in scores]
            total = sum(weights)
            for weight, value in zip(weights, values[place]):
                out[place][i] += weight / total * value
    return out
