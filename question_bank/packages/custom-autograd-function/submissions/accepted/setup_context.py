import torch
from torch.autograd import Function


class _Swish(Function):
    @staticmethod
    def forward(x, w, beta):
        return w * (x * (x * beta).sigmoid())

    @staticmethod
    def setup_context(ctx, inputs, output):
        x, w, ctx.beta = inputs
        ctx.save_for_backward(x, w)

    @staticmethod
    def backward(ctx, g):
        x, w = ctx.saved_tensors
        sig = (x * ctx.beta).sigmoid()
        gx = gw = None
        if ctx.needs_input_grad[0]:
            gx = g * w * sig * (1 + ctx.beta * x * (1 - sig))
        if ctx.needs_input_grad[1]:
            gw = (g * x * sig).sum_to_size(w.shape)
        return gx, gw, None


def weighted_swish(x, weight, beta=1.0):
    return _Swish.apply(x, weight, float(beta))
