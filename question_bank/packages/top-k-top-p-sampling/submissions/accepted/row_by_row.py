import torch


def keep(row, top_k, top_p):
    """Ids of the tokens that stay, most probable first."""
    ids = torch.argsort(row, descending=True)
    if top_k:
        ids = ids[:top_k]
    if top_p < 1.0:
        shares = torch.softmax(row[ids], dim=0).tolist()
        total, n = 0.0, 0
        for share in shares:
            total += share
            n += 1
            if total >= top_p:
                break
        ids = ids[:n]
    return ids


def sample(logits, temperature=1.0, top_k=0, top_p=1.0, generator=None):
    tokens, table = [], []
    for row in logits:
        shares = torch.zeros_like(row)
        if temperature == 0:
            shares[row.argmax()] = 1.0
        else:
            row = row / temperature
            ids = keep(row, top_k, top_p)
            shares[ids] = torch.softmax(row[ids], dim=0)
        table.append(shares)
        tokens.append(torch.multinomial(shares, 1, generator=generator))
    return torch.cat(tokens), torch.stack(table)
