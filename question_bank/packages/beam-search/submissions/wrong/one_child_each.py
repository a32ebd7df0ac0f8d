import math

import torch


def beam_search(step, start, end, n_beams=4, max_length=20, length_penalty=1.0):
    beam = [([], 0.0, False)]
    for _ in range(max_length):
        if all(done for _, _, done in beam):
            break
        candidates = []
        for tokens, total, done in beam:
            if done:
                candidates.append((tokens, total, True))
                continue
            logits = step(torch.tensor([[start] + tokens]))[0]
            for token, log_p in enumerate(torch.log_softmax(logits, dim=0).tolist()):
                if log_p > -math.inf:
                    candidates.append((tokens + [token], total + log_p, token == end))
        candidates.sort(key=lambda c: c[1], reverse=True)
        beam, parents = [], set()
        for candidate in candidates:
            if len(candidate[0]) == 1 or tuple(candidate[0][:-1]) not in parents:
                parents.add(tuple(candidate[0][:-1]))
                beam.append(candidate)
        beam = beam[:n_beams]
    result = [(tokens, total / len(tokens) ** length_penalty) for tokens, total, _ in beam]
    result.sort(key=lambda pair: -pair[1])
    return result
