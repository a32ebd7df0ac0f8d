import torch


def apply_rotary(x, offset=0, base=10000.0):
    pairs = torch.view_as_complex(x.float().reshape(*x.shape[:-1], -1, 2).contiguous())
    half = pairs.shape[-1]
    inv_freq = 1.0 / (base ** (torch.arange(half).float() / half))
    positions = torch.arange(x.size(-2)).float() + offset
    turn = torch.polar(torch.ones(positions.numel(), half), torch.outer(positions, inv_freq))
    return torch.view_as_real(pairs * turn).flatten(-2).type_as(x)
