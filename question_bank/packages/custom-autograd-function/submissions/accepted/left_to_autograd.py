import torch


class SwishFn(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, weight, beta):
        ctx.beta = beta
        ctx.save_for_backward(x, weight)
        return torch.nn.functional.silu(x * beta) * weight / beta if beta else 0.5 * x * weight

    @staticmethod
    def backward(ctx, dy):
        x, weight = ctx.saved_tensors
        beta = ctx.beta
        sig = 1 / (1 + torch.exp(-(x * beta).clamp(-80, 80)))
        dsig = sig * (1 - sig)
        dx = dy * weight * sig + dy * weight * x * beta * dsig
        dw = dy * x * sig
        return dx, dw, None


def weighted_swish(x, weight, beta=1.0):
    return SwishFn.apply(x, weight, beta)
