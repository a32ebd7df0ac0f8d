import torch


def apply_rotary(x, offset=0, base=10000.0):
    n, width = x.shape[-2:]
    frequencies = torch.ones(width // 2)
    angles = torch.arange(offset, offset + n)[:, None] * frequencies
    cos, sin = angles.cos(), angles.sin()
    even, odd = x[..., 0::2], x[..., 1::2]
    turned = torch.stack([even * cos - odd * sin, even * sin + odd * cos], dim=-1)
    return turned.flatten(-2).to(x.dtype)
