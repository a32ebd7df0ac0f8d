import numpy as np


def softmax(scores, axis=-1):
    logits = np.array(scores, dtype=np.float64)
    if logits.size == 0:
        raise ValueError("softmax of an empty array")
    masked_out = np.isneginf(logits).all(axis=axis, keepdims=True)
    # Equal scores stand in for masked slices, so that no infinity is subtracted from another.
    logits = np.where(masked_out, 0.0, logits)
    logits = logits - np.amax(logits, axis=axis, keepdims=True)
    log_probabilities = logits - np.log(np.exp(logits).sum(axis=axis, keepdims=True))
    return np.where(masked_out, 0.0, np.exp(log_probabilities))
