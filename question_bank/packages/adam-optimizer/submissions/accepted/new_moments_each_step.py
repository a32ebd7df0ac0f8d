import torch


class Moments:
    def __init__(self):
        self.m = self.v = 0.0

    def update(self, g, beta1, beta2):
        self.m = beta1 * self.m + (1 - beta1) * g
        self.v = beta2 * self.v + (1 - beta2) * g.square()


class Adam:
    def __init__(self, parameters, lr=1e-3, betas=(0.9, 0.999), eps=1e-8):
        self.pairs = [(parameter, Moments()) for parameter in parameters]
        self.settings = lr, *betas, eps
        self.power1 = self.power2 = 1.0

    def zero_grad(self):
        for parameter, _ in self.pairs:
            parameter.grad = None

    def step(self):
        lr, beta1, beta2, eps = self.settings
        self.power1, self.power2 = self.power1 * beta1, self.power2 * beta2
        with torch.no_grad():
            for parameter, moments in self.pairs:
                if parameter.grad is not None:
                    moments.update(parameter.grad.clone(), beta1, beta2)
                    m_hat = moments.m / (1 - self.power1)
                    v_hat = moments.v / (1 - self.power2)
                    parameter -= lr * m_hat / (torch.sqrt(v_hat) + eps)
