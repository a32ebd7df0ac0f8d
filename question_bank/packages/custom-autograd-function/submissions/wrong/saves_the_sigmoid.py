import torch


class WeightedSwish(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, weight, beta):
        s = torch.sigmoid(beta * x)
        ctx.save_for_backward(x, weight, s)
        ctx.beta = beta
        return weight * x * s

    @staticmethod
    def backward(ctx, grad_output):
        x, weight, s = ctx.saved_tensors
        grad_x = grad_output * weight * (s + ctx.beta * x * s * (1 - s))
        return grad_x, (grad_output * x * s).reshape(-1, len(weight)).sum(dim=0), None


def weighted_swish(x, weight, beta=1.0):
    return WeightedSwish.apply(x, weight, beta)
