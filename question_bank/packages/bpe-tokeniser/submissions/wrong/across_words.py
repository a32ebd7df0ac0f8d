from collections import Counter


def merge(word, pair):
    symbols, at = [], 0
    while at < len(word):
        if tuple(word[at : at + 2]) == pair:
            symbols.append(word[at] + word[at + 1])
            at += 2
        else:
            symbols.append(word[at])
            at += 1
    return symbols


def split(text):
    return [symbol for word in text.split() for symbol in (*word, "</w>")]


def train_bpe(text, n_merges):
    symbols, merges = split(text), []
    for _ in range(n_merges):
        pairs = Counter(zip(symbols, symbols[1:]))
        if not pairs:
            break
        best = min(pairs, key=lambda pair: (-pairs[pair], pair))
        symbols = merge(symbols, best)
        merges.append(best)
    return merges


def encode(text, merges):
    symbols = split(text)
    for pair in merges:
        symbols = merge(symbols, tuple(pair))
    return symbols
