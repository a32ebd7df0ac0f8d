import torch


class CachedAttention:
    """Causal self-attention with several heads that remembers earlier tokens."""

    def __init__(self, w_q, w_k, w_v, w_o, n_heads):
        """Take the projections, (d_model, d_model) each and used as `x @ w`, and the number of heads."""
        # Your code goes here.

    def step(self, x):
        """Take the next tokens, (batch, t, d_model), and return their outputs, of the same shape."""
        # Your code goes here.

    def reset(self):
        """Forget all tokens, so that another text can begin."""
        # Your code goes here.


if __name__ == "__main__":
    torch.manual_seed(0)
    attention = CachedAttention(*torch.randn(4, 8, 8), n_heads=2)
    print(attention.step(torch.randn(1, 3, 8)))
    print(attention.step(torch.randn(1, 1, 8)))
