import re
from collections import defaultdict


def _pattern(pair):
    return re.compile(r"(?<!\S)" + " ".join(pair) + r"(?!\S)")


def _spaced(word):
    return " ".join(list(word) + ["</w>"])


def train_bpe(text, n_merges):
    vocab = defaultdict(int)
    for word in text.split():
        vocab[_spaced(word)] += 1
    merges = []
    for _ in range(n_merges):
        stats = defaultdict(int)
        for word, n in vocab.items():
            symbols = word.split(" ")
            for left, right in zip(symbols[:-1], symbols[1:]):
                stats[left, right] += n
        if not stats:
            break
        best = sorted(stats.items(), key=lambda item: (-item[1], item[0]))[0][0]
        merges.append(best)
        pattern, whole = _pattern(best), "".join(best)
        vocab = {pattern.sub(lambda _: whole, word): n for word, n in vocab.items()}
    return merges


def encode(text, merges):
    words = [_spaced(word) for word in text.split()]
    for pair in merges:
        pattern, whole = _pattern(pair), "".join(pair)
        words = [pattern.sub(lambda _: whole, word) for word in words]
    return [symbol for word in words for symbol in word.split(" ")]
