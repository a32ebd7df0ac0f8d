import torch
from torch.utils.data import DataLoader, Dataset


class LineDataset(Dataset):
    """Examples of a text file, one a line; an example is a pair (features, label)."""

    def __init__(self, path, transform=None):
        self.path = path
        self.transform = transform
        self.file = None
        self.starts = []
        position = 0
        with open(path, "rb") as file:
            for line in file:
                self.starts.append(position)
                position += len(line)

    def __getstate__(self):
        return {**self.__dict__, "file": None}

    def __len__(self):
        return len(self.starts)

    def __getitem__(self, index):
        start = self.starts[index]
        if self.file is None:
            self.file = open(self.path, "rb")
        self.file.seek(start)
        label, *values = self.file.readline().split(b",")
        features = torch.tensor([float(value) for value in values])
        if self.transform is not None:
            features = self.transform(features)
        return features, int(label)


def make_loaders(train_path, valid_path, batch_size=32, augment=None, seed=0):
    """Return a loader for training and one for validation."""
    generator = torch.Generator().manual_seed(seed)
    train = LineDataset(train_path, transform=augment)
    train_loader = DataLoader(train, batch_size=batch_size, shuffle=True, generator=generator)
    valid_loader = DataLoader(LineDataset(valid_path), batch_size=batch_size)
    return train_loader, valid_loader
