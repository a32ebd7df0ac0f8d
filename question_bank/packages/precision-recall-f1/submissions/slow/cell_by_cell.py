def classification_metrics(labels, predictions, n_classes, average="macro"):
    table = []
    for true in range(n_classes):
        row = []
        for predicted in range(n_classes):
            row.append(sum(1 for y, p in zip(labels, predictions) if y == true and p == predicted))
        table.append(row)
    p, r, f = [], [], []
    for c in range(n_classes):
        support = sum(table[c])
        predicted_as = sum(row[c] for row in table)
        p.append(table[c][c] / predicted_as if predicted_as else 0.0)
        r.append(table[c][c] / support if support else 0.0)
        f.append(2 * p[-1] * r[-1] / (p[-1] + r[-1]) if p[-1] + r[-1] else 0.0)
    if average is None:
        return table, p, r, f
    if average == "micro":
        accuracy = sum(table[c][c] for c in range(n_classes)) / max(len(labels), 1)
        return table, accuracy, accuracy, accuracy
    weights = [1 / n_classes if average == "macro" else sum(row) / max(len(labels), 1) for row in table]
    return (table,) + tuple(sum(w * x for w, x in zip(weights, xs)) for xs in (p, r, f))
