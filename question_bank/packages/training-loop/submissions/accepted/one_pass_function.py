import torch


def run_epoch(model, loader, loss_function, optimizer=None):
    """Go through a loader once; learn when there is an optimizer."""
    learning = optimizer is not None
    model.train(mode=learning)
    sums = torch.zeros(2, dtype=torch.float64)
    with torch.set_grad_enabled(learning):
        for x, y in loader:
            loss = loss_function(model(x), y)
            if learning:
                optimizer.zero_grad(set_to_none=True)
                loss.backward()
                optimizer.step()
            sums += torch.tensor([loss.detach() * x.shape[0], x.shape[0]], dtype=torch.float64)
    return (sums[0] / sums[1]).item()


def fit(model, train_loader, valid_loader, loss_function, optimizer, n_epochs=5):
    before = model.training
    try:
        return [
            [run_epoch(model, train_loader, loss_function, optimizer), run_epoch(model, valid_loader, loss_function)]
            for _ in range(n_epochs)
        ]
    finally:
        model.train(before)
