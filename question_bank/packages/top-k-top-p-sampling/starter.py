import torch


def sample(logits, temperature=1.0, top_k=0, top_p=1.0, generator=None):
    """Draw one token for each row of the logits; return the tokens and the probabilities they were drawn from."""
    # Your code goes here.


if __name__ == "__main__":
    logits = torch.tensor([[2.0, 1.0, 0.0, -1.0], [0.0, 0.5, 3.0, 0.0]])
    print(sample(logits, temperature=0.7, top_k=3, top_p=0.9))
