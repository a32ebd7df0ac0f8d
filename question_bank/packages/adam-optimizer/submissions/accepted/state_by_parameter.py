import math
from collections import defaultdict

import torch


class Adam:
    def __init__(self, parameters, lr=1e-3, betas=(0.9, 0.999), eps=1e-8):
        self.params = [p for p in parameters]
        self.lr, (self.b1, self.b2), self.eps = lr, betas, eps
        self.state = defaultdict(dict)

    def zero_grad(self):
        for p in self.params:
            if p.grad is not None:
                p.grad.zero_()

    def step(self):
        for p in self.params:
            if p.grad is None:
                continue
            g, state = p.grad.detach(), self.state[p]
            if not state:
                state.update(t=0, m=torch.zeros_like(p.data), v=torch.zeros_like(p.data))
            state["t"] += 1
            state["m"].lerp_(g, 1 - self.b1)
            state["v"].mul_(self.b2).addcmul_(g, g, value=1 - self.b2)
            scale = self.lr / (1 - self.b1 ** state["t"])
            root = state["v"].sqrt().div_(math.sqrt(1 - self.b2 ** state["t"])).add_(self.eps)
            p.data.addcdiv_(state["m"], root, value=-scale)
