"""Builds the model from plain numbers, fills in given weights, and calls the functions of the file."""

import solution
import torch


def _model(sizes, weights):
    model = solution.SmallGPT(**sizes)
    model.load_state_dict({name: torch.from_numpy(array.copy()) for name, array in weights.items()})
    return model


def parameters(sizes):
    """Names and shapes of the parameters."""
    return {name: list(part.shape) for name, part in solution.SmallGPT(**sizes).named_parameters()}


def logits(sizes, weights, tokens):
    """Run the model."""
    model = _model(sizes, weights)
    with torch.no_grad():
        return model(torch.from_numpy(tokens))


def loss(sizes, weights, tokens):
    """Loss of the model and the length of the gradient, beside its own scores."""
    model = _model(sizes, weights)
    tokens = torch.from_numpy(tokens)
    found = solution.next_token_loss(model, tokens)
    found.backward()
    slope = sum(float((part.grad**2).sum()) for part in model.parameters() if part.grad is not None)
    return {"loss": found, "slope": slope, "logits": model(tokens)}


def continue_rows(sizes, weights, tokens, n_new):
    """Generate."""
    return solution.generate(_model(sizes, weights), torch.from_numpy(tokens), n_new)


def overfit(sizes, tokens, n_steps, n_given):
    """Train on one batch; return the last loss and what is generated from the first tokens of each row."""
    torch.manual_seed(0)
    model, tokens = solution.SmallGPT(**sizes), torch.from_numpy(tokens)
    optimizer = torch.optim.Adam(model.parameters(), lr=0.02)
    for _ in range(n_steps):
        optimizer.zero_grad()
        loss = solution.next_token_loss(model, tokens)
        loss.backward()
        optimizer.step()
    return {"loss": loss, "rows": solution.generate(model, tokens[:, :n_given], tokens.shape[1] - n_given)}
