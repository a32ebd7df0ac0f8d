import torch


def apply_rotary(x, offset=0, base=10000.0):
    """One two by two matrix for each position and pair."""
    tokens, width = x.shape[-2], x.shape[-1]
    matrices = torch.zeros(tokens, width // 2, 2, 2)
    for pair in range(width // 2):
        angle = torch.arange(offset, offset + tokens, dtype=torch.float64) / base ** (2 * pair / width)
        matrices[:, pair, 0, 0] = matrices[:, pair, 1, 1] = angle.cos().float()
        matrices[:, pair, 1, 0] = angle.sin().float()
        matrices[:, pair, 0, 1] = -angle.sin().float()
    pairs = x.float().unflatten(-1, (width // 2, 2))
    return torch.einsum("tpij,...tpj->...tpi", matrices, pairs).flatten(-2)
