import torch
import torch.nn.functional as F
from torch.utils.data import DataLoader, TensorDataset


@torch.no_grad()
def accuracy(model, features, labels):
    before = model.training
    model.eval()
    hits = sum((model(x).argmax(1) == y).sum().item() for x, y in zip(features.split(4096), labels.split(4096)))
    model.train(before)
    return hits / len(labels)


def train(model, features, labels, valid_features, valid_labels, n_epochs=10, batch_size=32, lr=0.1):
    loader = DataLoader(TensorDataset(features, labels), batch_size=batch_size, shuffle=True)
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    history = []
    model.train()
    for epoch in range(n_epochs):
        running = 0.0
        for x, y in loader:
            loss = F.cross_entropy(model(x), y)
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            optimizer.step()
            running += loss.detach() * x.shape[0]
        history.append((float(running) / len(features), accuracy(model, valid_features, valid_labels)))
    return [loss for loss, _ in history], [share for _, share in history]
