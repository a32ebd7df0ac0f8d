import torch


class WeightedSwish(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, weight, beta):
        ctx.x, ctx.weight, ctx.beta = x, weight, beta
        return weight * x * torch.sigmoid(beta * x)

    @staticmethod
    def backward(ctx, grad_output):
        x, weight = ctx.x, ctx.weight
        s = torch.sigmoid(ctx.beta * x)
        grad_x = grad_output * weight * (s + ctx.beta * x * s * (1 - s))
        by_feature = grad_output * x * s
        return grad_x, by_feature.reshape(-1, len(weight)).sum(dim=0), None


def weighted_swish(x, weight, beta=1.0):
    return WeightedSwish.apply(x, weight, beta)
