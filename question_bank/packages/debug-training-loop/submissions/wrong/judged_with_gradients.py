import torch
from torch import nn


def evaluate(model, features, labels):
    """Return the share of rows that the model gets right."""
    model.eval()
    predictions = model(features).argmax(dim=1)
    return (predictions == labels).float().mean().item()


def train(model, features, labels, valid_features, valid_labels, n_epochs=10, batch_size=32, lr=0.1):
    """Train the model in place; return the loss and the validation accuracy of every epoch, as two lists."""
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    loss_function = nn.CrossEntropyLoss()
    losses, accuracies = [], []
    for _ in range(n_epochs):
        model.train()
        order = torch.randperm(len(features))
        features, labels = features[order], labels[order]
        total = 0.0
        for start in range(0, len(features), batch_size):
            batch = features[start : start + batch_size]
            targets = labels[start : start + batch_size]
            optimizer.zero_grad()
            loss = loss_function(model(batch), targets)
            loss.backward()
            optimizer.step()
            total += loss.item() * len(batch)
        losses.append(total / len(features))
        accuracies.append(evaluate(model, valid_features, valid_labels))
    return losses, accuracies
