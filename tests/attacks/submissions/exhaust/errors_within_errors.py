# class: exhaust
# success: a circle or a tower of causes sends the wording of an error round for ever
import sys

def solve(x):
    top = error = ValueError("0")
    for depth in range(3000):
        error.__context__ = error.__cause__ = KeyError(str(depth))
        error = error.__cause__
    error.__cause__ = top
    group = top
    for depth in range(300):
        group = BaseExceptionGroup("g" * 1000, [group, ValueError(depth)])
    group.__notes__ = ["n" * 10_000] * 1000
    raise group
