import torch


def train(model, features, labels, valid_features, valid_labels, n_epochs=10, batch_size=32, lr=0.1):
    n = len(features)
    losses, accuracies = torch.zeros(n_epochs), torch.zeros(n_epochs)
    for epoch in range(n_epochs):
        model.train()
        rows = []
        for picked in torch.randperm(n).split(batch_size):
            log_shares = torch.log_softmax(model(features[picked]), dim=1)
            each = -log_shares[torch.arange(len(picked)), labels[picked]]
            for parameter in model.parameters():
                parameter.grad = None
            each.mean().backward()
            with torch.no_grad():
                for parameter in model.parameters():
                    parameter -= lr * parameter.grad
            rows.append(each.detach())
        losses[epoch] = torch.cat(rows).mean()
        model.eval()
        with torch.no_grad():
            accuracies[epoch] = (model(valid_features).argmax(-1) == valid_labels).double().mean()
    return losses, accuracies
