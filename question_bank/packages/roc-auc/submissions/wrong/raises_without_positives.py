def roc_auc(labels, scores):
    pairs = sorted(zip(scores.tolist(), (int(label) for label in labels)))
    negatives_below, i, won, p = 0, 0, 0.0, 0
    while i < len(pairs):
        j = i
        while j < len(pairs) and pairs[j][0] == pairs[i][0]:
            j += 1
        here = sum(label for _, label in pairs[i:j])
        won += here * (negatives_below + (j - i - here) / 2)
        negatives_below += j - i - here
        p += here
        i = j
    return won / (p * negatives_below)
