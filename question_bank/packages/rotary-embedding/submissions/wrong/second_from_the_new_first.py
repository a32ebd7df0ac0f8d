import torch


def apply_rotary(x, offset=0, base=10000.0):
    n, width = x.shape[-2:]
    frequencies = base ** (-torch.arange(0, width, 2) / width)
    angles = torch.arange(offset, offset + n)[:, None] * frequencies
    cos, sin = angles.cos(), angles.sin()
    turned = x.clone().float()
    turned[..., 0::2] = turned[..., 0::2] * cos - turned[..., 1::2] * sin
    turned[..., 1::2] = turned[..., 0::2] * sin + turned[..., 1::2] * cos
    return turned.to(x.dtype)
