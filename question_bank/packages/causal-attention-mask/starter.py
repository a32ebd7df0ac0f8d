import numpy as np


def causal_attention(queries, keys, values):
    """Return for each query a mixture of the values that it may see."""
    # Your code goes here.


if __name__ == "__main__":
    tokens = np.array([[1.0, 0.0], [0.0, 1.0], [1.0, 1.0]])
    print(causal_attention(tokens, tokens, tokens))
