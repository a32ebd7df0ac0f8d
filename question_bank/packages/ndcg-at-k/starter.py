import numpy as np


def ndcg_at_k(relevance, scores, k=10):
    """Return the normalised discounted cumulative gain of the first k items."""
    # Your code goes here.
    return None


if __name__ == "__main__":
    print(ndcg_at_k(np.array([0, 2, 1]), np.array([0.5, 0.4, 0.9]), k=2))
