import torch


def encode(tokenizer, words, labels, max_length=128):
    batch = tokenizer(words, is_split_into_words=True, truncation=True, max_length=max_length, padding=True, return_tensors="pt")
    aligned = torch.full_like(batch["input_ids"], -100)
    for row, names in enumerate(labels):
        names = names[: max_length - 2]
        for place, name in enumerate(names):
            if place + 1 < aligned.shape[1]:
                aligned[row, place + 1] = name
    batch["labels"] = aligned
    return batch
