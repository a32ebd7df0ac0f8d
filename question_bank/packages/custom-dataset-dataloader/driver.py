"""Writes text into files, reads it through the dataset and the loaders, and tells what came out."""

import itertools
import pickle
import random

import numpy
import solution
import torch

_NUMBERS = itertools.count()


def _file(text):
    path = f"rows-{next(_NUMBERS)}.txt"
    with open(path, "w", newline="") as file:
        file.write(text)
    return path


def _item(dataset, index):
    features, label = dataset[index]
    return {"features": features, "label": label, "is_tensor": isinstance(features, torch.Tensor)}


def read(text, indices, doubled=False):
    """Read single examples."""
    dataset = (
        solution.LineDataset(_file(text), transform=lambda x: x * 2) if doubled else solution.LineDataset(_file(text))
    )
    return {"length": len(dataset), "items": [_item(dataset, index) for index in indices]}


def read_past_the_end(text, index):
    """Tell what an index beyond the last line raises."""
    dataset = solution.LineDataset(_file(text))
    try:
        dataset[index]
    except Exception as error:
        return {"length": len(dataset), "raised": "IndexError" if isinstance(error, IndexError) else "something else"}
    return {"length": len(dataset), "raised": "nothing"}


def read_what_changed(text, changed, indices):
    """Write other numbers into the file, in place, between making the dataset and reading from it."""
    path = _file(text)
    dataset = solution.LineDataset(path)
    length = len(dataset)
    with open(path, "r+", newline="") as file:
        file.write(changed)
    return {"length": length, "items": [_item(dataset, index) for index in indices]}


def read_from_a_copy(text, indices):
    """Send the dataset to another process, as far as that goes in one, and read from both by turns."""
    dataset = solution.LineDataset(_file(text))
    first = _item(dataset, 0)
    copy = pickle.loads(pickle.dumps(dataset))
    items = [(_item(dataset, index), _item(copy, index)) for index in indices]
    return {
        "length": len(copy),
        "first": first,
        "items": [one for one, _ in items],
        "copied": [two for _, two in items],
    }


def _augmentation(name):
    if name == "turned":
        return lambda features: features.flip(0)
    if name == "counted":
        count = itertools.count(1)
        return lambda features: torch.cat([features[:1], torch.full_like(features[1:], next(count))])
    return None


def run_epochs(train_text, valid_text, n_epochs, options, augment="", unrelated=0):
    """Make both loaders and go through them; `unrelated` seeds the generators that everybody shares."""
    if augment:
        options = {**options, "augment": _augmentation(augment)}
    torch.manual_seed(unrelated)
    random.seed(unrelated)
    numpy.random.seed(unrelated)
    train_loader, valid_loader = solution.make_loaders(_file(train_text), _file(valid_text), **options)
    torch.rand(unrelated)
    train, valid = [], []
    for _ in range(n_epochs):
        train.append([[features, labels] for features, labels in train_loader])
        valid.append([[features, labels] for features, labels in valid_loader])
    return {"train": train, "valid": valid}
