import torch


class Adam:
    """Adam for a number of parameters."""

    def __init__(self, parameters, lr=1e-3, betas=(0.9, 0.999), eps=1e-8):
        # Your code goes here.
        pass

    def zero_grad(self):
        """Forget the gradients."""

    def step(self):
        """Move the parameters once."""


if __name__ == "__main__":
    weight = torch.nn.Parameter(torch.tensor([1.0, -2.0]))
    optimizer = Adam([weight], lr=0.1)
    for _ in range(3):
        optimizer.zero_grad()
        (weight**2).sum().backward()
        optimizer.step()
        print(weight.tolist())
