import numpy as np


def attention(queries, keys, values):
    """Return for each query the attention-weighted mixture of the values."""
    # Your code goes here.


if __name__ == "__main__":
    tokens = np.array([[1.0, 0.0], [0.0, 1.0], [1.0, 1.0]])
    print(attention(tokens, tokens, tokens))
