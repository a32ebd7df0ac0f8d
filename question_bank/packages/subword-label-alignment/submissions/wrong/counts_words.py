import torch


def encode(tokenizer, words, labels, max_length=128):
    batch = tokenizer(
        words,
        is_split_into_words=True,
        truncation=True,
        max_length=max_length,
        padding=True,
        return_tensors="pt",
    )
    aligned = torch.full_like(batch["input_ids"], -100)
    for row, names in enumerate(labels):
        before, n_seen = None, -1
        for place, word in enumerate(batch.word_ids(row)):
            if word is not None and word != before:
                n_seen += 1
                aligned[row, place] = names[n_seen]
            before = word
    batch["labels"] = aligned
    return batch
