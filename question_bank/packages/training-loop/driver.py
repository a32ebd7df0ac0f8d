"""Builds a model, loaders and an optimizer from plain values, calls `fit`, and tells what happened meanwhile."""

import solution
import torch
from torch import nn

LOSSES = {
    "squared": nn.functional.mse_loss,
    "absolute": nn.L1Loss(),
    "cross_entropy": nn.CrossEntropyLoss(),
}


class _Loader:
    """Gives other batches in each epoch, and does not tell how many."""

    def __init__(self, epochs):
        self.epochs = epochs
        self.n_started = 0

    def __iter__(self):
        batches = self.epochs[self.n_started % len(self.epochs)]
        self.n_started += 1
        for inputs, targets in batches:
            yield torch.from_numpy(inputs.copy()), torch.from_numpy(targets.copy())


class _Watched(nn.Module):
    """A linear layer that notes each pass. The first column of its input says 1 for validation and is left out."""

    def __init__(self, weight, bias, dropout):
        super().__init__()
        self.layer = nn.Linear(weight.shape[1], weight.shape[0])
        self.dropout = nn.Dropout(dropout)
        with torch.no_grad():
            self.layer.weight.copy_(torch.from_numpy(weight))
            self.layer.bias.copy_(torch.from_numpy(bias))
        self.passes = []

    def forward(self, inputs):
        note = {
            "rows": len(inputs),
            "validation": bool(inputs[0, 0] == 1),
            "training": self.training,
            "graph": torch.is_grad_enabled(),
            "learned": False,
        }
        self.passes.append(note)
        outputs = self.layer(self.dropout(inputs[:, 1:]))
        if outputs.requires_grad:
            outputs.register_hook(lambda _: note.update(learned=True))
        return outputs


def fit_watched(
    weight,
    bias,
    train_epochs,
    valid_batches,
    options,
    loss="squared",
    lr=0.1,
    momentum=0.0,
    dropout=0.0,
    training=True,
    old_gradients=False,
):
    """Fit one linear layer; `options` are passed on to `fit`."""
    model = _Watched(weight, bias, dropout)
    model.train(training)
    if old_gradients:
        for parameter in model.parameters():
            parameter.grad = torch.full_like(parameter, 3.0)
    optimizer = torch.optim.SGD(model.parameters(), lr=lr, momentum=momentum)
    train_loader, valid_loader = _Loader(train_epochs), _Loader([valid_batches])
    history = solution.fit(model, train_loader, valid_loader, LOSSES[loss], optimizer, **options)
    return {
        "history": history,
        "holds_a_graph": any(
            isinstance(part, torch.Tensor) and part.requires_grad
            for pair in (history if isinstance(history, (list, tuple)) else [history])
            for part in (pair if isinstance(pair, (list, tuple)) else [pair])
        ),
        "weight": model.layer.weight,
        "bias": model.layer.bias,
        "passes": model.passes,
        "training": model.training,
        "graph_afterwards": torch.is_grad_enabled(),
        "started": [train_loader.n_started, valid_loader.n_started],
    }
