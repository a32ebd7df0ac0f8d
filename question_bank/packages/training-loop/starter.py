import torch
from torch import nn


def fit(model, train_loader, valid_loader, loss_function, optimizer, n_epochs=5):
    """Train the model in place; return a list of pairs (train_loss, valid_loss), one for each epoch."""
    # Your code goes here.


if __name__ == "__main__":
    inputs = torch.randn(20, 3)
    targets = inputs.sum(dim=1, keepdim=True)
    batches = list(zip(inputs.split(8), targets.split(8)))
    model = nn.Linear(3, 1)
    print(fit(model, batches, batches, nn.functional.mse_loss, torch.optim.SGD(model.parameters(), lr=0.1)))
