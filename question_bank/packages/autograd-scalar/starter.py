import math


class Value:
    """A number that remembers where it came from."""

    def __init__(self, data):
        self.data = data
        self.grad = 0.0

    # Your code goes here: operators, functions, backward().


if __name__ == "__main__":
    a, b = Value(2.0), Value(-3.0)
    try:
        c = a * b + 10
        c.backward()
        print(c.data, a.grad, b.grad)  # 4.0 -3.0 2.0
    except TypeError as error:
        print("not there yet:", error, "and the sine of it is", math.sin(1.0))
