import torch


def encode(tokenizer, words, labels, max_length=128):
    batch = tokenizer(words, is_split_into_words=True, truncation=True, max_length=max_length, padding=True, return_tensors="pt")
    aligned = torch.full_like(batch["input_ids"], -100)
    for row, (sentence, names) in enumerate(zip(words, labels)):
        places = [place for place, word in enumerate(batch.word_ids(row)) if word is not None]
        for n, name in enumerate(names):
            start = len(tokenizer(sentence[:n], is_split_into_words=True, add_special_tokens=False)["input_ids"])
            end = len(tokenizer(sentence[: n + 1], is_split_into_words=True, add_special_tokens=False)["input_ids"])
            if start < end and start < len(places):
                aligned[row, places[start]] = name
    batch["labels"] = aligned
    return batch
