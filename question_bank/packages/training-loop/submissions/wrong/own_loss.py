import torch


def _validate(model, loader, loss_function):
    model.eval()
    total, n_rows = 0.0, 0
    with torch.no_grad():
        for inputs, targets in loader:
            total += loss_function(model(inputs), targets).item() * len(inputs)
            n_rows += len(inputs)
    return total / n_rows


def _train(model, loader, loss_function, optimizer):
    model.train()
    total, n_rows = 0.0, 0
    for inputs, targets in loader:
        optimizer.zero_grad()
        loss = loss_function(model(inputs), targets)
        loss.backward()
        optimizer.step()
        total += loss.item() * len(inputs)
        n_rows += len(inputs)
    return total / n_rows


def fit(model, train_loader, valid_loader, loss_function, optimizer, n_epochs=5):
    """Train the model in place; return a list of pairs (train_loss, valid_loss), one for each epoch."""
    was_training = model.training
    history = []
    loss_function = torch.nn.functional.mse_loss
    for _ in range(n_epochs):
        train_loss = _train(model, train_loader, loss_function, optimizer)
        history.append((train_loss, _validate(model, valid_loader, loss_function)))
    model.train(was_training)
    return history
