import numpy as np
import torch


def fit(model, train_loader, valid_loader, loss_function, optimizer, n_epochs=5):
    mode = model.training
    pairs = []
    for epoch in range(n_epochs):
        if not model.training:
            model.train()
        losses, weights = [], []
        for batch in train_loader:
            loss = loss_function(model(batch[0]), batch[1])
            for group in optimizer.param_groups:
                for parameter in group["params"]:
                    parameter.grad = None
            loss.backward()
            optimizer.step()
            losses.append(float(loss))
            weights.append(batch[0].size(0))
        train_loss = np.average(losses, weights=weights)

        model.eval()
        losses, weights = [], []
        with torch.inference_mode():
            for batch in valid_loader:
                losses.append(loss_function(model(batch[0]), batch[1]))
                weights.append(batch[0].size(0))
        shares = torch.tensor(weights) / sum(weights)
        pairs.append((train_loss, (torch.stack(losses) * shares).sum()))
    if mode:
        model.train()
    else:
        model.eval()
    return pairs
