"""Wraps linear layers with given weights, and tells what the wrapped layer does."""

import solution
import torch
from torch import nn


def _base(weight, bias):
    base = nn.Linear(weight.shape[1], weight.shape[0], bias=bias is not None).to(torch.from_numpy(weight).dtype)
    with torch.no_grad():
        base.weight.copy_(torch.from_numpy(weight))
        if bias is not None:
            base.bias.copy_(torch.from_numpy(bias))
    return base


def _adapted(weight, bias, options, a, b):
    base = _base(weight, bias)
    layer = solution.LoRALinear(base, **options)
    with torch.no_grad():
        layer.lora_a.copy_(torch.from_numpy(a))
        layer.lora_b.copy_(torch.from_numpy(b))
    return base, layer


def fresh(weight, bias, options, x):
    """A layer as it is made: its output, that of the base, and what it trains."""
    base = _base(weight, bias)
    with torch.no_grad():
        before = base(torch.from_numpy(x))
    layer, other = solution.LoRALinear(base, **options), solution.LoRALinear(_base(weight, bias), **options)
    return {
        "output": layer(torch.from_numpy(x)),
        "before": before,
        "a": layer.lora_a,
        "b": layer.lora_b,
        "other_a": other.lora_a,
        "trained": {name: list(part.shape) for name, part in layer.named_parameters() if part.requires_grad},
    }


def with_gradients(weight, bias, options, a, b, x, slope):
    """The output, and the gradients of its sum weighted by `slope`."""
    base, layer = _adapted(weight, bias, options, a, b)
    given = torch.from_numpy(x.copy()).requires_grad_()
    output = layer(given)
    (output * torch.from_numpy(slope)).sum().backward()
    return {
        "output": output,
        "a": layer.lora_a.grad,
        "b": layer.lora_b.grad,
        "x": given.grad,
        "base_has_gradients": any(part.grad is not None for part in base.parameters()),
        "unchanged": torch.equal(given.detach(), torch.from_numpy(x)),
    }


def apply(weight, bias, options, a, b, x):
    """The output alone."""
    with torch.no_grad():
        return _adapted(weight, bias, options, a, b)[1](torch.from_numpy(x))


def serve(weight, bias, options, a, b, x, actions):
    """Merge and unmerge; after each, the outputs of layer and base, the weight, and what is trained."""
    base, layer = _adapted(weight, bias, options, a, b)
    found = []
    for action in actions:
        getattr(layer, action)()
        found.append(
            {
                "output": layer(torch.from_numpy(x)),
                "base_output": base(torch.from_numpy(x)),
                "weight": base.weight.detach().clone(),
                "bias": None if base.bias is None else base.bias.detach().clone(),
                "trained": sorted(name for name, part in layer.named_parameters() if part.requires_grad),
                "modes": [
                    layer.train().training
                    and torch.equal(layer(torch.from_numpy(x)), layer.eval()(torch.from_numpy(x)))
                ],
            }
        )
    return found


def fine_tune(weight, bias, options, x, target, n_steps):
    """Train what can be trained towards a target; return the losses, and the base afterwards."""
    torch.manual_seed(0)
    base = _base(weight, bias)
    layer = solution.LoRALinear(base, **options)
    optimizer = torch.optim.Adam([part for part in layer.parameters() if part.requires_grad], lr=0.05)
    losses = []
    for _ in range(n_steps):
        optimizer.zero_grad()
        loss = ((layer(torch.from_numpy(x)) - torch.from_numpy(target)) ** 2).mean()
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return {"losses": losses, "weight": base.weight, "bias": base.bias}
