import torch
from torch.utils.data import DataLoader, Dataset, get_worker_info


class LineDataset(Dataset):
    """A handle for each worker, told apart by its number."""

    def __init__(self, path, transform=None):
        self.path, self.transform, self.files, self.places = path, transform, {}, [0]
        with open(path, "rb") as file:
            for line in file:
                self.places.append(self.places[-1] + len(line))

    def __getstate__(self):
        return {**self.__dict__, "files": {}}

    def __len__(self):
        return len(self.places) - 1

    def __getitem__(self, index):
        if index >= len(self):
            raise IndexError(index)
        info = get_worker_info()
        owner = None if info is None else info.id
        if owner not in self.files:
            self.files[owner] = open(self.path, "rb")
        self.files[owner].seek(self.places[index])
        label, *values = self.files[owner].readline().decode().split(",")
        features = torch.tensor([float(value) for value in values])
        return (features if self.transform is None else self.transform(features)), int(label)


def start_afresh(number):
    get_worker_info().dataset.files = {}


def make_loaders(train_path, valid_path, batch_size=32, augment=None, seed=0):
    generator = torch.Generator().manual_seed(seed)
    train, valid = LineDataset(train_path, augment), LineDataset(valid_path)
    return (
        DataLoader(train, batch_size, shuffle=True, generator=generator, worker_init_fn=start_afresh),
        DataLoader(valid, batch_size, worker_init_fn=start_afresh),
    )
