import torch


def weighted_swish(x, weight, beta=1.0):
    return weight * x * torch.sigmoid(beta * x)
