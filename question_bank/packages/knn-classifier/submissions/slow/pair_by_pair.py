import numpy as np


def knn_predict(points, labels, queries, k=5):
    answer = []
    for query in queries.tolist():
        pairs = []
        for point, label in zip(points.tolist(), labels.tolist()):
            total = 0.0
            for a, b in zip(point, query):
                total += (a - b) ** 2
            pairs.append((total, label))
        votes = {}
        for _, label in sorted(pairs)[:k]:
            votes[label] = votes.get(label, 0) + 1
        answer.append(min(votes, key=lambda label: (-votes[label], label)))
    return np.array(answer)
