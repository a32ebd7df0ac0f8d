import numpy as np


def cross_entropy(logits, labels, ignore_index=-100):
    if logits.dtype != np.float32:
        logits = logits.astype(np.float64)
    keep = labels != ignore_index
    count = max(int(keep.sum()), 1)
    safe = np.where(keep, labels, 0)
    one_hot = np.eye(logits.shape[1])[safe]
    exps = np.exp(logits - np.max(logits, axis=-1, keepdims=True))
    sums = exps.sum(axis=-1, keepdims=True)
    top = np.max(logits, axis=-1)
    losses = np.log(sums[:, 0]) + top - (logits * one_hot).sum(axis=-1)
    loss = (losses * keep).sum() / count
    grad = (exps / sums - one_hot) * keep[:, None] / count
    return loss, grad
