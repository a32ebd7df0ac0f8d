import torch


class Adam:
    """Adam for a number of parameters."""

    def __init__(self, parameters, lr=1e-3, betas=(0.9, 0.999), eps=1e-8):
        self.parameters = list(parameters)
        self.lr = lr
        self.betas = betas
        self.eps = eps
        self.n_steps = 0
        self.first = [torch.zeros_like(parameter) for parameter in self.parameters]
        self.second = [torch.zeros_like(parameter) for parameter in self.parameters]

    def zero_grad(self):
        """Forget the gradients."""
        for parameter in self.parameters:
            parameter.grad = None

    @torch.no_grad()
    def step(self):
        """Move the parameters once."""
        self.n_steps += 1
        beta1, beta2 = self.betas
        for parameter, first, second in zip(self.parameters, self.first, self.second):
            if parameter.grad is None:
                continue
            first.mul_(beta1).add_(parameter.grad)
            second.mul_(beta2).add_(parameter.grad**2 * (1 - beta2))
            mean = first / (1 - beta1**self.n_steps)
            square = second / (1 - beta2**self.n_steps)
            parameter.sub_(self.lr * mean / (square.sqrt() + self.eps))
