def classification_metrics(labels, predictions, n_classes, average="macro"):
    table = [[0] * n_classes for _ in range(n_classes)]
    for true, predicted in zip(labels, predictions):
        table[int(true)][int(predicted)] += 1
    p, r, f = [], [], []
    for c in range(n_classes):
        hits, support = table[c][c], sum(table[c])
        predicted_as = sum(row[c] for row in table)
        p.append(hits / predicted_as if predicted_as else 0.0)
        r.append(hits / support if support else 0.0)
        f.append(2 * p[-1] * r[-1] / (p[-1] + r[-1]) if p[-1] + r[-1] else 0.0)
    if average is None:
        return table, p, r, f
    if average == "macro":
        return table, sum(p) / n_classes, sum(r) / n_classes, sum(f) / n_classes
    if average == "micro":
        accuracy = sum(table[c][c] for c in range(n_classes)) / max(len(labels), 1)
        return table, accuracy, accuracy, accuracy
    weights = [sum(row) / len(labels) for row in table]
    return (table,) + tuple(sum(w * x for w, x in zip(weights, xs)) for xs in (p, r, f))
