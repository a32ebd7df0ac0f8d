"""Builds the module, sets its weights to drawn numbers, whatever they are called, and uses it."""

import solution
import torch
from torch import nn


def _built(d_model, n_heads, seed):
    layer = solution.MultiHeadAttention(d_model, n_heads)
    layer.eval()
    chance = torch.Generator().manual_seed(seed)
    with torch.no_grad():
        # Layers that find out their size in the first call have no weights before it.
        layer(torch.zeros(1, 2, d_model))
        for weight in layer.parameters():
            if not weight.requires_grad:
                # Some keep a constant such as the scale in this way.
                continue
            size = d_model**-0.5 if weight.dim() > 1 else 0.5
            weight.copy_(torch.randn(weight.shape, generator=chance) * size)
    return layer


def attend(d_model, n_heads, inputs, masks, seed):
    """Use one module on each input in turn: its weights with their names, and what it gave."""
    layer = _built(d_model, n_heads, seed)
    weights, is_linear = [], {}
    for place, part in layer.named_modules():
        for leaf, _ in part.named_parameters(recurse=False):
            is_linear[f"{place}.{leaf}" if place else leaf] = isinstance(part, (nn.Linear, nn.Conv1d))
    for name, weight in layer.named_parameters():
        if weight.requires_grad:
            weights.append([name, is_linear.get(name, False), weight.detach().clone()])
    outputs = []
    with torch.no_grad():
        for x, mask in zip(inputs, masks, strict=True):
            outputs.append(_use(layer, x, mask))
    ready_made = any(isinstance(part, nn.MultiheadAttention) for part in layer.modules())
    return {"weights": weights, "outputs": outputs, "ready_made": ready_made}


def _use(layer, x, mask):
    if mask is None:
        return layer(torch.from_numpy(x))
    return layer(torch.from_numpy(x), torch.from_numpy(mask))


def attend_once(d_model, n_heads, x, mask, seed):
    """Use a new module on one input."""
    return attend(d_model, n_heads, [x], [mask], seed)


def gradients(d_model, n_heads, x, seed):
    """Give the largest gradient of each weight matrix by name, and that of the input; minus one where there is none."""
    layer = _built(d_model, n_heads, seed)
    tokens = torch.from_numpy(x).requires_grad_()
    layer(tokens).square().sum().backward()
    found = [[name, weight] for name, weight in layer.named_parameters() if weight.dim() > 1 and weight.requires_grad]
    found.append(["the input", tokens])
    return [[name, -1.0 if part.grad is None else float(part.grad.abs().max())] for name, part in found]


def is_refused(d_model, n_heads, x):
    """Say whether building or using a module of this size raises."""
    try:
        solution.MultiHeadAttention(d_model, n_heads)(torch.from_numpy(x))
    except Exception:
        return True
    return False
