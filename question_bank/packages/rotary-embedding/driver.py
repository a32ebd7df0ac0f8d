"""Hands tensors to the function."""

import solution
import torch


def apply_rotary(x, *args, **kwargs):
    """Call it with a tensor that shares the array's memory."""
    return solution.apply_rotary(torch.from_numpy(x), *args, **kwargs)


def gradient(x, weights, offset):
    """Give the gradient of the weighted sum of the result by the input."""
    tokens = torch.from_numpy(x).requires_grad_()
    total = (solution.apply_rotary(tokens, offset) * torch.from_numpy(weights)).sum()
    if not total.requires_grad:
        return None
    total.backward()
    return tokens.grad
