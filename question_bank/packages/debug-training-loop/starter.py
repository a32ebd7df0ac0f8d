import torch
from torch import nn


def evaluate(model, features, labels):
    """Return the share of rows that the model gets right."""
    model.eval()
    with torch.no_grad():
        predictions = model(features).argmax(dim=1)
    return (predictions == labels).float().mean().item()


def train(model, features, labels, valid_features, valid_labels, n_epochs=10, batch_size=32, lr=0.1):
    """Train the model in place; return the loss and the validation accuracy of every epoch, as two lists."""
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    loss_function = nn.CrossEntropyLoss()
    losses, accuracies = [], []
    model.train()
    for _ in range(n_epochs):
        features = features[torch.randperm(len(features))]
        total = 0.0
        for start in range(0, len(features), batch_size):
            batch = features[start : start + batch_size]
            targets = labels[start : start + batch_size]
            probabilities = torch.softmax(model(batch), dim=1)
            loss = loss_function(probabilities, targets)
            loss.backward()
            optimizer.step()
            total += loss.item() * len(batch)
        losses.append(total / len(features))
        accuracies.append(evaluate(model, valid_features, valid_labels))
    return losses, accuracies


if __name__ == "__main__":
    centres = torch.tensor([[3.0, 0.0], [0.0, 3.0], [-3.0, -3.0]])
    labels = torch.arange(3).repeat_interleave(40)
    features = centres[labels] + torch.randn(120, 2)
    model = nn.Sequential(nn.Linear(2, 16), nn.BatchNorm1d(16), nn.ReLU(), nn.Dropout(0.2), nn.Linear(16, 3))
    losses, accuracies = train(model, features, labels, features, labels)
    for loss, accuracy in zip(losses, accuracies):
        print(f"loss {loss:.3f}  accuracy {accuracy:.2f}")
