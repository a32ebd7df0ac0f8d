"""Hands tensors to the function."""

import solution
import torch


def grouped_query_attention(queries, keys, values, *args, **kwargs):
    """Call it with tensors that share the arrays' memory."""
    tensors = (torch.from_numpy(part) for part in (queries, keys, values))
    return solution.grouped_query_attention(*tensors, *args, **kwargs)


def gradients(queries, keys, values, weights):
    """Give the gradients of the weighted sum of the output by queries, keys and values."""
    tensors = [torch.from_numpy(part).requires_grad_() for part in (queries, keys, values)]
    total = (solution.grouped_query_attention(*tensors) * torch.from_numpy(weights)).sum()
    if not total.requires_grad:
        return None
    total.backward()
    return [part.grad for part in tensors]
