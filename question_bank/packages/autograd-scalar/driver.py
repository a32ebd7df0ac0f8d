"""Calculates with `Value` objects from outside: a list of steps in, numbers and gradients out.

Each step is a list: the name of an operation, then its operands. A whole number is the place of an earlier value, the
inputs first; a float, such as 2.0, is a plain Python number. `["div", 1.0, 0]` is `1.0 / inputs[0]`.
"""

from solution import Value

OPERATIONS = {
    "add": lambda a, b: a + b,
    "sub": lambda a, b: a - b,
    "mul": lambda a, b: a * b,
    "div": lambda a, b: a / b,
    "pow": lambda a, b: a**b,
    "neg": lambda a: -a,
    "exp": lambda a: a.exp(),
    "log": lambda a: a.log(),
    "tanh": lambda a: a.tanh(),
    "relu": lambda a: a.relu(),
}


def run(inputs: list, steps: list, roots: list | None = None, *, reset: bool = False) -> tuple[list, list]:
    """Make a Value of each input, take the steps, and go backward from each root, by default from the last value.

    With `reset`, all gradients are set to zero before each root but the first. Returns the numbers and the gradients of
    all values, inputs first.
    """
    values = [Value(number) for number in inputs]
    for name, *operands in steps:
        values.append(OPERATIONS[name](*(values[part] if isinstance(part, int) else part for part in operands)))
    for number, root in enumerate([len(values) - 1] if roots is None else roots):
        if reset and number:
            for value in values:
                value.grad = 0.0
        values[root].backward()
    return [float(value.data) for value in values], [float(value.grad) for value in values]


def chain(start: float, operation: str, length: int) -> tuple[float, float]:
    """Apply one operation to a value and itself, or to it and 1.0, many times; return number and gradient."""
    first = now = Value(start)
    for _ in range(length):
        now = now + now if operation == "double" else now * 1.0 if operation == "scale" else now + 1.0
    now.backward()
    return float(now.data), float(first.grad)
