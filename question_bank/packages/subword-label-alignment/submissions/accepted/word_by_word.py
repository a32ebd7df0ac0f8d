import torch


def encode(tokenizer, words, labels, max_length=128):
    frame = tokenizer([], is_split_into_words=True)["input_ids"] if tokenizer.cls_token else []
    head, tail = frame[: len(frame) // 2], frame[len(frame) // 2 :]
    rows = []
    for sentence, names in zip(words, labels):
        ids, marks = [], []
        for word, name in zip(sentence, names):
            pieces = tokenizer.convert_tokens_to_ids(tokenizer.tokenize(word))
            ids += pieces
            marks += [name] * bool(pieces) + [-100] * (len(pieces) - 1)
        room = max_length - len(frame)
        ids, marks = head + ids[:room] + tail, [-100] * len(head) + marks[:room] + [-100] * len(tail)
        rows.append((ids, [1] * len(ids), marks))
    width = max(len(ids) for ids, _, _ in rows)

    def column(which, filler):
        padded = []
        for row in rows:
            gap = [filler] * (width - len(row[which]))
            padded.append(gap + row[which] if tokenizer.padding_side == "left" else row[which] + gap)
        return torch.tensor(padded)

    return dict(input_ids=column(0, tokenizer.pad_token_id), attention_mask=column(1, 0), labels=column(2, -100))
