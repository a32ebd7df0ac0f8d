import mmap
import random

import torch
from torch.utils.data import DataLoader, Dataset, Sampler


class LineDataset(Dataset):
    """Finds the lines in a memory map, which each process opens for itself."""

    def __init__(self, path, transform=None):
        self.path = path
        self.transform = transform
        self.map = None
        self.lines = []
        with open(path, "rb") as file:
            while line := file.readline():
                self.lines.append((file.tell() - len(line), file.tell()))

    def __getstate__(self):
        state = dict(self.__dict__)
        state["map"] = None
        return state

    def __len__(self):
        return len(self.lines)

    def __getitem__(self, index):
        start, end = self.lines[index]
        if self.map is None:
            with open(self.path, "rb") as file:
                self.map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        parts = self.map[start:end].decode().split(",")
        x = torch.tensor(list(map(float, parts[1:])), dtype=torch.float32)
        y = torch.tensor(int(parts[0]), dtype=torch.long)
        if self.transform:
            x = self.transform(x)
        return x, y


class Shuffled(Sampler):
    def __init__(self, n, seed):
        self.n, self.rng = n, random.Random(seed)

    def __len__(self):
        return self.n

    def __iter__(self):
        order = list(range(self.n))
        self.rng.shuffle(order)
        return iter(order)


def make_loaders(train_path, valid_path, batch_size=32, augment=None, seed=0):
    train, valid = LineDataset(train_path, augment), LineDataset(valid_path)
    return (
        DataLoader(train, batch_size=batch_size, sampler=Shuffled(len(train), seed)),
        DataLoader(valid, batch_size=batch_size),
    )
