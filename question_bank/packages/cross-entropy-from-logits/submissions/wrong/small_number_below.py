import numpy as np


def cross_entropy(logits, labels, ignore_index=-100):
    keep = labels != ignore_index
    count = keep.sum() + 1e-6
    shifted = logits - logits.max(axis=1, keepdims=True)
    log_probs = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    places = np.arange(len(labels)), np.where(keep, labels, 0)
    gradient = np.exp(log_probs)
    gradient[places] -= 1
    return -(log_probs[places] * keep).sum() / count, gradient * keep[:, None] / count
