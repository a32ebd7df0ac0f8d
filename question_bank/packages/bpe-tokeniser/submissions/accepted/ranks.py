END = "</w>"


def _join(symbols, a, b):
    i = 0
    while i < len(symbols) - 1:
        if symbols[i] == a and symbols[i + 1] == b:
            symbols[i : i + 2] = [a + b]
        i += 1


def train_bpe(text, n_merges):
    frequency = {}
    for word in text.split():
        frequency[word] = frequency.get(word, 0) + 1
    cut = {word: list(word) + [END] for word in frequency}
    merges = []
    while len(merges) < n_merges:
        counts = {}
        for word, symbols in cut.items():
            for i in range(len(symbols) - 1):
                key = (symbols[i], symbols[i + 1])
                counts[key] = counts.get(key, 0) + frequency[word]
        if len(counts) == 0:
            return merges
        most = max(counts.values())
        a, b = sorted(key for key, count in counts.items() if count == most)[0]
        for symbols in cut.values():
            _join(symbols, a, b)
        merges.append((a, b))
    return merges


def encode(text, merges):
    rank = {tuple(pair): i for i, pair in enumerate(merges)}
    out = []
    for word in text.split():
        symbols = list(word) + [END]
        while len(symbols) > 1:
            best = min(zip(symbols, symbols[1:]), key=lambda pair: rank.get(pair, len(rank)))
            if best not in rank:
                break
            _join(symbols, *best)
        out += symbols
    return out
