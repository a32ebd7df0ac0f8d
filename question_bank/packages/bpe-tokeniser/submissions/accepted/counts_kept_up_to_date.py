from collections import Counter, defaultdict

END = "</w>"


def neighbours(symbols):
    return list(zip(symbols, symbols[1:]))


def glue(symbols, pair):
    out, just_glued = [], False
    for symbol in symbols:
        if out and not just_glued and (out[-1], symbol) == pair:
            out[-1] += symbol
            just_glued = True
        else:
            out.append(symbol)
            just_glued = False
    return out


class Trainer:
    def __init__(self, text):
        found = Counter(text.split())
        self.frequency = list(found.values())
        self.words = [[*word, END] for word in found]
        self.counts, self.places = Counter(), defaultdict(set)
        for i in range(len(self.words)):
            self.add(i, 1)

    def add(self, i, sign):
        for pair in neighbours(self.words[i]):
            self.counts[pair] += sign * self.frequency[i]
            if sign > 0:
                self.places[pair].add(i)

    def step(self):
        alive = [(-n, pair) for pair, n in self.counts.items() if n > 0]
        if not alive:
            return None
        pair = min(alive)[1]
        for i in self.places.pop(pair):
            self.add(i, -1)
            self.words[i] = glue(self.words[i], pair)
            self.add(i, 1)
        return pair


def train_bpe(text, n_merges):
    trainer, merges = Trainer(text), []
    for _ in range(n_merges):
        pair = trainer.step()
        if pair is None:
            break
        merges.append(pair)
    return merges


def encode(text, merges):
    tokens, known = [], {}
    for word in text.split():
        if word not in known:
            symbols = [*word, END]
            for pair in merges:
                symbols = glue(symbols, tuple(pair))
            known[word] = symbols
        tokens += known[word]
    return tokens
