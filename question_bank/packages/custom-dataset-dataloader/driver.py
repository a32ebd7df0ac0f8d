"""Writes text into files, reads it through the dataset and the loaders, and tells what came out."""

import importlib
import itertools
import os
import pickle
import random
from pathlib import Path
from types import SimpleNamespace

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


def _open_on(path):
    """Duplicate each descriptor that is open on the file; a duplicate has the same position."""
    wanted, held = Path(path).stat(), []
    for descriptor in range(3, 128):
        try:
            same = os.path.samestat(os.fstat(descriptor), wanted)
        except OSError:
            continue
        held += [descriptor] if same else []
    return [os.dup(descriptor) for descriptor in held]


def read_as_forked(text, indices):
    """Read one example, then others as a worker would that was forked from here, with a number of its own."""
    path = _file(text)
    _, loader = solution.make_loaders(path, path)
    dataset = getattr(loader, "dataset", None) or solution.LineDataset(path)
    first = _item(dataset, 0)
    held = _open_on(path)
    places = [os.lseek(descriptor, 0, os.SEEK_CUR) for descriptor in held]
    here, getpid, number = vars(importlib.import_module("torch.utils.data._utils.worker")), os.getpid, os.getpid() + 1
    here["_worker_info"] = SimpleNamespace(id=0, num_workers=1, seed=number, dataset=dataset)
    os.getpid = lambda: number
    try:
        if getattr(loader, "worker_init_fn", None) is not None:
            loader.worker_init_fn(0)
        items = [_item(dataset, index) for index in indices]
    finally:
        here["_worker_info"], os.getpid = None, getpid
    moved = places != [os.lseek(descriptor, 0, os.SEEK_CUR) for descriptor in held]
    for descriptor in held:
        os.close(descriptor)
    return {"first": first, "items": items, "moved": moved}


def _augmentation(name):
    if name == "turned":
        return lambda features: features.flip(0)
    if name == "counted":
        count = itertools.count(1)
        return lambda features: torch.cat([features[:1], torch.full_like(features[1:], next(count))])
    return None


def run_epochs(train_text, valid_text, n_epochs, options, augment="", unrelated=0, n_more_validations=0):
    """Make both loaders and go through them; `unrelated` seeds the generators that everybody shares."""
    if augment:
        options = {**options, "augment": _augmentation(augment)}
    torch.manual_seed(unrelated)
    random.seed(unrelated)
    numpy.random.seed(unrelated)
    train_loader, valid_loader = solution.make_loaders(_file(train_text), _file(valid_text), **options)
    train, valid = [], []
    for _ in range(n_epochs):
        torch.rand(unrelated), numpy.random.rand(unrelated), random.shuffle(list(range(unrelated + 1)))
        train.append([[features, labels] for features, labels in train_loader])
        valid.append([[features, labels] for features, labels in valid_loader])
        for _ in range(n_more_validations):
            list(valid_loader)
    return {"train": train, "valid": valid}
