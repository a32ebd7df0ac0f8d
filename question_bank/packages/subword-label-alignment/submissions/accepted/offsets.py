import numpy as np
import torch


def encode(tokenizer, words, labels, max_length=128):
    encoded = tokenizer(
        words, is_split_into_words=True, truncation=True, max_length=max_length, padding="longest"
    )
    targets = []
    for i, names in enumerate(labels):
        ids = np.array([-1 if w is None else w for w in encoded.word_ids(batch_index=i)], dtype=int)
        starts = np.concatenate([[True], ids[1:] != ids[:-1]]) & (ids >= 0)
        row = np.full(len(ids), -100)
        row[starts] = np.asarray(names, dtype=int)[ids[starts]]
        targets.append(row)
    result = {key: torch.tensor(encoded[key]) for key in ("input_ids", "attention_mask")}
    result["labels"] = torch.from_numpy(np.stack(targets))
    return result
