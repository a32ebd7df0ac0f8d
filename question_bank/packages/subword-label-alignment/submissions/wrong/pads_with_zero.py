import torch


def encode(tokenizer, words, labels, max_length=128):
    ids, masks, targets = [], [], []
    for sentence, marks in zip(words, labels):
        one = tokenizer(list(sentence), is_split_into_words=True, truncation=True, max_length=max_length)
        places = one.word_ids()
        seen = set()
        target = []
        for place in places:
            fresh = place is not None and place not in seen
            target.append(marks[place] if fresh else -100)
            seen.add(place)
        ids.append(one["input_ids"])
        masks.append(one["attention_mask"])
        targets.append(target)
    longest = max(map(len, ids))

    def fill(rows, value):
        out = torch.full((len(rows), longest), value, dtype=torch.int64)
        for i, row in enumerate(rows):
            if row:
                if tokenizer.padding_side == "left":
                    out[i, longest - len(row) :] = torch.tensor(row)
                else:
                    out[i, : len(row)] = torch.tensor(row)
        return out

    return {
        "input_ids": fill(ids, 0),
        "attention_mask": fill(masks, 0),
        "labels": fill(targets, -100),
    }
