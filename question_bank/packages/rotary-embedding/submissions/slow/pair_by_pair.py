import torch


def apply_rotary(x, offset=0, base=10000.0):
    n, width = x.shape[-2:]
    turned = x.float().clone()
    for token in range(n):
        for pair in range(width // 2):
            angle = torch.tensor((offset + token) * base ** (-2 * pair / width))
            cos, sin = torch.cos(angle), torch.sin(angle)
            first, second = x[..., token, 2 * pair].float(), x[..., token, 2 * pair + 1].float()
            turned[..., token, 2 * pair] = first * cos - second * sin
            turned[..., token, 2 * pair + 1] = first * sin + second * cos
    return turned.to(x.dtype)
