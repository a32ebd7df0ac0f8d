def classification_metrics(labels, predictions, n_classes, average="macro"):
    table = [[0 for _ in range(n_classes)] for _ in range(n_classes)]
    for true, predicted in zip(labels, predictions):
        table[int(true)][int(predicted)] += 1

    def scores(tp, fp, fn):
        p = tp / (tp + fp) if tp + fp > 0 else 0.0
        r = tp / (tp + fn) if tp + fn > 0 else 0.0
        f = 2 * p * r / (p + r) if p + r > 0 else 0.0
        return p, r, f

    counts = []
    for c in range(n_classes):
        tp = table[c][c]
        fp = sum(table[other][c] for other in range(n_classes)) - tp
        fn = sum(table[c]) - tp
        counts.append((tp, fp, fn))

    if average == "micro":
        return (table,) + scores(*(sum(column) for column in zip(*counts)))
    by_class = [scores(*three) for three in counts]
    if average is None:
        return (table,) + tuple(list(column) for column in zip(*by_class))
    if average == "macro":
        weights = [1 / n_classes] * n_classes
    else:
        total = len(labels)
        weights = [sum(row) / total if total else 0.0 for row in table]
    return (table,) + tuple(sum(w * x for w, x in zip(weights, column)) for column in zip(*by_class))
