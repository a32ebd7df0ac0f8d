import numpy as np


def cross_entropy(logits, labels, ignore_index=-100):
    n, c = logits.shape
    gradient = np.zeros((n, c))
    loss, count = 0.0, int((labels != ignore_index).sum())
    for i in range(n):
        if labels[i] == ignore_index:
            continue
        row = logits[i].astype(float)
        log_p = row - row.max()
        log_p = log_p - np.log(np.exp(log_p).sum())
        p = np.exp(log_p)
        loss -= log_p[labels[i]] / count
        jacobian_of_log = np.zeros((c, c))
        for k in range(c):
            jacobian_of_log[k] = (np.arange(c) == k) - p
        gradient[i] = -(jacobian_of_log.T @ np.eye(c)[labels[i]]) / count
    return loss, gradient
