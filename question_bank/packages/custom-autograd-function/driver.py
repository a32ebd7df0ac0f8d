"""Calls the solution with tensors made from arrays and differentiates what it gives."""

import solution
import torch
from torch.autograd.function import BackwardCFunction


def _leaf(array, wanted=True):
    return torch.from_numpy(array).clone().requires_grad_(wanted)


def _options(beta):
    return {} if beta is None else {"beta": beta}


def weighted_swish(x, weight, beta=None):
    """Give the value alone."""
    return solution.weighted_swish(torch.from_numpy(x), torch.from_numpy(weight), **_options(beta))


def value_without_gradients(x, weight, beta):
    """Give the value under no_grad, of tensors that would want gradients, and say whether the value wants one."""
    with torch.no_grad():
        y = solution.weighted_swish(_leaf(x), _leaf(weight), beta)
    return y, y.requires_grad


def gradients(x, weight, beta, upstream, wanted=(True, True)):
    """Give the gradients of the sum of upstream * value by x and weight; None for one that is not wanted."""
    x, weight = _leaf(x, wanted[0]), _leaf(weight, wanted[1])
    y = solution.weighted_swish(x, weight, **_options(beta))
    y.backward(torch.from_numpy(upstream))
    return [x.grad, weight.grad]


def gradients_of_the_sum(x, weight, beta):
    """Give the gradients of the plain sum of the value."""
    x, weight = _leaf(x), _leaf(weight)
    solution.weighted_swish(x, weight, **_options(beta)).sum().backward()
    return [x.grad, weight.grad]


def second_gradients(x, weight, beta, upstream, along_x, along_weight):
    """Differentiate once more: the gradients, taken along two directions, by x, weight and upstream."""
    x, weight, upstream = _leaf(x), _leaf(weight), _leaf(upstream)
    y = solution.weighted_swish(x, weight, beta)
    by_x, by_weight = torch.autograd.grad(y, (x, weight), upstream, create_graph=True)
    total = (by_x * torch.from_numpy(along_x)).sum() + (by_weight * torch.from_numpy(along_weight)).sum()
    return list(torch.autograd.grad(total, (x, weight, upstream), allow_unused=True))


def checked_by_torch(x, weight, beta):
    """Run gradcheck and gradgradcheck; say of each how it went."""
    inputs = _leaf(x), _leaf(weight)
    outcomes = []
    for check in (torch.autograd.gradcheck, torch.autograd.gradgradcheck):
        outcomes.append(bool(check(lambda a, b: solution.weighted_swish(a, b, beta), inputs, raise_exception=False)))
    return outcomes


def two_calls_alive(first, second, weight):
    """Call twice, differentiate the first call afterwards and then the second; give both gradients by x."""
    one, two, weight = _leaf(first), _leaf(second), torch.from_numpy(weight)
    y_one = solution.weighted_swish(one, weight, 0.5)
    y_two = solution.weighted_swish(two, weight, 2.0)
    y_one.sum().backward()
    y_two.sum().backward()
    return [one.grad, two.grad]


def twice_through(x, weight, beta):
    """Go backward two times through the same graph; give the gradient by x, which adds up."""
    x, weight = _leaf(x), _leaf(weight)
    y = solution.weighted_swish(x, weight, beta)
    y.sum().backward(retain_graph=True)
    y.sum().backward()
    return x.grad


def changed_in_between(x, weight):
    """Change the input between forward and backward; say whether backward raised, as built-in operations do."""
    leaf, weight = _leaf(x), _leaf(weight)
    inner = leaf * 1.0
    y = solution.weighted_swish(inner, weight, 1.0)
    with torch.no_grad():
        inner.add_(1.0)
    try:
        y.sum().backward()
    except RuntimeError:
        return "raised"
    return "silent"


def what_is_kept(x, weight, beta):
    """Say whether a custom function is in the graph, and how many numbers each tensor has that was saved for it."""
    sizes = []

    def pack(tensor):
        sizes.append(tensor.numel())
        return tensor

    with torch.autograd.graph.saved_tensors_hooks(pack, lambda tensor: tensor):
        y = solution.weighted_swish(_leaf(x), _leaf(weight), beta)
    todo, is_custom = [y.grad_fn], False
    for _ in range(50):
        node = todo.pop() if todo else None
        if node is None:
            continue
        is_custom = is_custom or isinstance(node, BackwardCFunction)
        todo += [parent for parent, _ in node.next_functions]
    return [is_custom, sizes]
