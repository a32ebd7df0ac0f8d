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
    aligned = torch.full_like(batch["input_ids"], 0)
    for row, names in enumerate(labels):
        before = None
        for place, word in enumerate(batch.word_ids(row)):
            if word is not None and word != before:
                aligned[row, place] = names[word]
            before = word
    batch["labels"] = aligned
    return batch
