import torch


def plain(x, weight, beta):
    return weight * x * torch.sigmoid(beta * x)


class Recomputed(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, weight, beta):
        ctx.save_for_backward(x, weight)
        ctx.beta = beta
        return plain(x, weight, beta)

    @staticmethod
    def backward(ctx, grad_output):
        again = torch.is_grad_enabled()
        with torch.enable_grad():
            x, weight = (t if t.requires_grad else t.detach().requires_grad_() for t in ctx.saved_tensors)
            x, weight = x.view_as(x), weight.view_as(weight)
            y = plain(x, weight, ctx.beta)
            grads = torch.autograd.grad(y, (x, weight), grad_output, create_graph=again)
        return (*grads, None)


def weighted_swish(x, weight, beta=1.0):
    return Recomputed.apply(x, weight, beta)
