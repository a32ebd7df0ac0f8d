import numpy as np


def classification_metrics(labels, predictions, n_classes, average="macro"):
    codes = labels.astype(np.int64) * n_classes + predictions.astype(np.int64)
    cm = np.bincount(codes, minlength=n_classes**2).reshape(n_classes, n_classes)
    tp = cm.diagonal().astype(float)
    fp, fn = cm.sum(axis=0) - tp, cm.sum(axis=1) - tp
    if average == "micro":
        tp, fp, fn = tp.sum(keepdims=True), fp.sum(keepdims=True), fn.sum(keepdims=True)
    with np.errstate(divide="ignore", invalid="ignore"):
        p = np.nan_to_num(tp / (tp + fp))
        r = np.nan_to_num(tp / (tp + fn))
        f = np.nan_to_num(2 * tp / (2 * tp + fp + fn))
    if average is not None:
        weights = tp + fn if average == "weighted" and cm.any() else np.ones_like(tp)
        p, r, f = (float(np.average(x, weights=weights)) for x in (p, r, f))
    return {"confusion": cm, "precision": p, "recall": r, "f1": f}
