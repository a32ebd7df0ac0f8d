import math


def roc_auc(labels, scores):
    pairs = sorted(zip(scores.tolist(), (int(label) for label in labels)))
    n = len(pairs)
    total_positive = sum(label for _, label in pairs)
    total_negative = n - total_positive
    if not total_positive or not total_negative:
        return math.nan
    rank_sum, i = 0.0, 0
    while i < n:
        j = i
        while j < n and pairs[j][0] == pairs[i][0]:
            j += 1
        mean_rank = (i + 1 + j) / 2
        for k in range(i, j):
            if pairs[k][1] == 1:
                rank_sum += mean_rank
        i = j
    return (rank_sum - total_positive * (total_positive + 1) / 2) / (total_positive * total_negative)
