from collections import Counter


def merge(word, pair):
    symbols, at = [], 0
    while at < len(word):
        if word[at : at + 2] == pair:
            symbols.append(word[at] + word[at + 1])
            at += 2
        else:
            symbols.append(word[at])
            at += 1
    return tuple(symbols)


def train_bpe(text, n_merges):
    words = {tuple(word) + ("</w>",): count for word, count in Counter(text.split()).items()}
    merges = []
    for _ in range(n_merges):
        pairs = Counter()
        for word, count in words.items():
            for pair in zip(word, word[1:]):
                pairs[pair] += count
        if not pairs:
            break
        best = max(pairs, key=pairs.get)
        words = {merge(word, best): count for word, count in words.items()}
        merges.append(best)
    return merges


def encode(text, merges):
    tokens = []
    for word in text.split():
        symbols = tuple(word) + ("</w>",)
        for pair in merges:
            symbols = merge(symbols, tuple(pair))
        tokens.extend(symbols)
    return tokens
