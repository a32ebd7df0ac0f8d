import torch


def apply_rotary(x, offset=0, base=10000.0):
    """Turn the tokens of a tensor of queries or keys by their positions."""
    # Your code goes here.


if __name__ == "__main__":
    queries = torch.ones(1, 1, 3, 4)
    print(apply_rotary(queries))
