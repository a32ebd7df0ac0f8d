import os

import numpy as np
import torch
from torch.utils.data import DataLoader, Dataset


class LineDataset(Dataset):
    def __init__(self, path, transform=None):
        self.path, self.transform = path, transform
        self._file, self._owner = None, None
        with open(path, "rb") as file:
            ends = np.cumsum([len(line) for line in file], dtype=np.int64)
        self.starts = np.concatenate([[0], ends]).astype(np.int64)

    def __getstate__(self):
        return {**self.__dict__, "_file": None, "_owner": None}

    def __len__(self):
        return len(self.starts) - 1

    def _handle(self):
        if self._owner != os.getpid():
            self._file, self._owner = open(self.path, "rb"), os.getpid()
        return self._file

    def __getitem__(self, index):
        if index >= len(self):
            raise IndexError(index)
        file = self._handle()
        file.seek(self.starts[index])
        line = file.read(self.starts[index + 1] - self.starts[index])
        numbers = np.array(line.decode().strip().split(","), dtype=np.float64)
        features = torch.from_numpy(numbers[1:]).to(torch.float32)
        label = torch.tensor(int(numbers[0]))
        return (self.transform(features) if self.transform else features), label


def make_loaders(train_path, valid_path, batch_size=32, augment=None, seed=0):
    shuffled = torch.Generator()
    shuffled.manual_seed(seed)
    sampler = torch.utils.data.RandomSampler(train := LineDataset(train_path, augment), generator=shuffled)
    return (
        DataLoader(train, batch_size, sampler=sampler),
        DataLoader(LineDataset(valid_path), batch_size, shuffle=False),
    )
