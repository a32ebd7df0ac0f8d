import numpy as np


def cross_entropy(logits, labels, ignore_index=-100):
    grad = np.zeros(logits.shape)
    total, count = 0.0, 0
    for i, label in enumerate(labels):
        if label == ignore_index:
            continue
        row = logits[i].astype(float)
        log_sum = np.logaddexp.reduce(row)
        total += log_sum - row[label]
        grad[i] = np.exp(row - log_sum)
        grad[i, label] -= 1
        count += 1
    if count == 0:
        return [0.0, grad]
    return [total / count, grad / count]
