import math

import torch


def rotate_every_two(x):
    out = torch.empty_like(x)
    out[..., ::2] = -x[..., 1::2]
    out[..., 1::2] = x[..., ::2]
    return out


def apply_rotary(x, offset=0, base=10000.0):
    d = x.shape[-1]
    theta = torch.exp(torch.arange(0, d, 2, dtype=torch.float64) * (-math.log(base) / d))
    pos = torch.arange(offset, offset + x.shape[-2], dtype=torch.float64)
    angles = torch.einsum("i,j->ij", pos, theta).repeat_interleave(2, dim=-1)
    return x * torch.cos(angles).to(x) + rotate_every_two(x) * torch.sin(angles).to(x)
