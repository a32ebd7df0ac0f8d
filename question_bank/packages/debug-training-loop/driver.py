"""Builds models and tensors from plain arrays, calls `train`, and tells what happened meanwhile."""

import solution
import torch
from torch import nn


def _tensors(*arrays):
    return [torch.from_numpy(array.copy()) for array in arrays]


def train_linear(weight, bias, features, labels, valid_features, valid_labels, **options):
    """Train one linear layer that starts with the given weights."""
    model = nn.Linear(weight.shape[1], weight.shape[0])
    with torch.no_grad():
        model.weight.copy_(torch.from_numpy(weight))
        model.bias.copy_(torch.from_numpy(bias))
    given = _tensors(features, labels, valid_features, valid_labels)
    returned = solution.train(model, *given, **options)
    return {"returned": returned, "weight": model.weight, "bias": model.bias, "given": given}


def train_network(seed, n_classes, features, labels, valid_features, valid_labels, **options):
    """Train a small network with batch normalisation and dropout."""
    torch.manual_seed(seed)
    model = nn.Sequential(
        nn.Linear(features.shape[1], 16), nn.BatchNorm1d(16), nn.ReLU(), nn.Dropout(0.1), nn.Linear(16, n_classes)
    )
    returned = solution.train(model, *_tensors(features, labels, valid_features, valid_labels), **options)
    return {"returned": returned, "updates": int(model[1].num_batches_tracked)}


def train_with_dropout(weight, bias, features, labels, valid_features, valid_labels, **options):
    """Train a linear layer that sees its input through a dropout of nine tenths."""
    layer = nn.Linear(weight.shape[1], weight.shape[0])
    with torch.no_grad():
        layer.weight.copy_(torch.from_numpy(weight))
        layer.bias.copy_(torch.from_numpy(bias))
    model = nn.Sequential(nn.Dropout(0.9), layer)
    return {"returned": solution.train(model, *_tensors(features, labels, valid_features, valid_labels), **options)}


class _Watched(nn.Module):
    """A linear layer that notes each pass: which rows (the first column numbers them), the mode, the gradient."""

    def __init__(self, n_features, n_classes):
        super().__init__()
        self.layer = nn.Linear(n_features, n_classes)
        self.passes = []

    def forward(self, features):
        note = {"rows": features[:, 0].tolist(), "training": self.training, "gradient": None}
        self.passes.append(note)
        scores = self.layer(features[:, 1:])
        note["graph"] = scores.requires_grad
        if scores.requires_grad:
            scores.register_hook(lambda gradient: note.update(gradient=gradient.tolist()))
        return scores


def train_watched(n_classes, features, labels, valid_features, valid_labels, **options):
    """Train a model that writes down what goes through it."""
    torch.manual_seed(0)
    model = _Watched(features.shape[1] - 1, n_classes)
    # As one that was used before.
    model.eval()
    returned = solution.train(model, *_tensors(features, labels, valid_features, valid_labels), **options)
    return {"returned": returned, "passes": model.passes}
