import torch


def first_pieces(word_ids):
    seen = set()
    for word in word_ids:
        is_first = word is not None and word not in seen
        seen.add(word)
        yield word if is_first else None


def pad(rows, filler, side):
    width = max(map(len, rows))
    if side == "left":
        return torch.tensor([[filler] * (width - len(row)) + row for row in rows], dtype=torch.long)
    return torch.tensor([row + [filler] * (width - len(row)) for row in rows], dtype=torch.long)


def encode(tokenizer, words, labels, max_length=128):
    ids, masks, targets = [], [], []
    for sentence, names in zip(words, labels):
        encoded = tokenizer(sentence, is_split_into_words=True, truncation=True, max_length=max_length)
        ids.append(encoded["input_ids"])
        masks.append([1] * len(encoded["input_ids"]))
        targets.append([-100 if w is None else names[w] for w in first_pieces(encoded.word_ids())])
    side = tokenizer.padding_side
    return {
        "input_ids": pad(ids, tokenizer.pad_token_id, side),
        "attention_mask": pad(masks, 0, side),
        "labels": pad(targets, 0, side),
    }
