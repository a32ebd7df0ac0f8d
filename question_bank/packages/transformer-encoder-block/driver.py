"""Builds the block, sets its weights to drawn numbers, whatever they are called, and uses it."""

import solution
import torch
from torch import nn

READY_MADE = (nn.TransformerEncoderLayer, nn.TransformerEncoder, nn.TransformerDecoderLayer, nn.Transformer)


def _built(sizes, seed, dropout=None):
    d_model, n_heads, d_ff = sizes
    options = {} if dropout is None else {"dropout": dropout}
    block = solution.EncoderBlock(d_model, n_heads, d_ff, **options)
    block.eval()
    chance = torch.Generator().manual_seed(seed)
    with torch.no_grad():
        # Layers that find out their size in the first call have no weights before it.
        block(torch.zeros(1, 2, d_model))
        for weight in block.parameters():
            if not weight.requires_grad:
                # Some keep a constant such as the scale in this way.
                continue
            size = 1.5 * d_model**-0.5 if weight.dim() > 1 else 0.7
            weight.copy_(torch.randn(weight.shape, generator=chance) * size)
    return block


def _kind(part):
    if isinstance(part, (nn.Linear, nn.Conv1d)):
        return "linear"
    return "norm" if isinstance(part, nn.LayerNorm) else "raw"


def _weights(block):
    kinds = {}
    for place, part in block.named_modules():
        for leaf, _ in part.named_parameters(recurse=False):
            kinds[f"{place}.{leaf}" if place else leaf] = _kind(part)
    trained = [(name, weight) for name, weight in block.named_parameters() if weight.requires_grad]
    return [[name, kinds.get(name, "raw"), weight.detach().clone()] for name, weight in trained]


def _use(block, x, padding):
    if padding is None:
        return block(torch.from_numpy(x))
    return block(torch.from_numpy(x), torch.from_numpy(padding))


def encode(sizes, inputs, paddings, seed):
    """Use one block, not in training, on each input in turn: its weights with their names, and what it gave."""
    block = _built(sizes, seed)
    with torch.no_grad():
        outputs = [_use(block, x, padding) for x, padding in zip(inputs, paddings, strict=True)]
    ready_made = any(isinstance(part, READY_MADE) for part in block.modules())
    return {"weights": _weights(block), "outputs": outputs, "ready_made": ready_made}


def encode_once(sizes, x, padding, seed):
    """Use a new block on one input."""
    return encode(sizes, [x], [padding], seed)


def train_once(sizes, x, dropout, seed):
    """Use a block in training mode; a dropout of None leaves the default."""
    block = _built(sizes, seed, dropout)
    block.train()
    torch.manual_seed(seed)
    with torch.no_grad():
        return block(torch.from_numpy(x))


def encode_twice(sizes, x, dropout, seed):
    """Use a block with dropout twice on the same input, not in training."""
    block = _built(sizes, seed, dropout)
    with torch.no_grad():
        return [block(torch.from_numpy(x)) for _ in range(2)]


def gradients(sizes, x, seed):
    """Give the largest gradient of each weight matrix, and that of the input; minus one where there is none."""
    block = _built(sizes, seed)
    tokens = torch.from_numpy(x).requires_grad_()
    block(tokens).square().sum().backward()
    found = [[name, weight] for name, weight in block.named_parameters() if weight.dim() > 1 and weight.requires_grad]
    found.append(["the input", tokens])
    return [[name, -1.0 if part.grad is None else float(part.grad.abs().max())] for name, part in found]
