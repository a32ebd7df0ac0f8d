import math


def _lift(x):
    return x if isinstance(x, Value) else Value(x)


class Value:
    def __init__(self, data, parents=()):
        self.data = float(data)
        self.grad = 0.0
        self.parents = parents
        self.push = None

    def _with(self, push):
        self.push = push
        return self

    def __add__(self, other):
        other = _lift(other)
        out = Value(self.data + other.data, (self, other))

        def push():
            self.grad += out.grad
            other.grad += out.grad

        return out._with(push)

    def __sub__(self, other):
        other = _lift(other)
        out = Value(self.data - other.data, (self, other))

        def push():
            self.grad += out.grad
            other.grad -= out.grad

        return out._with(push)

    def __mul__(self, other):
        other = _lift(other)
        out = Value(self.data * other.data, (self, other))

        def push():
            self.grad += other.data * out.grad
            other.grad += self.data * out.grad

        return out._with(push)

    def __truediv__(self, other):
        other = _lift(other)
        out = Value(self.data / other.data, (self, other))

        def push():
            self.grad += out.grad / other.data
            other.grad -= out.grad * self.data / other.data**2

        return out._with(push)

    def __radd__(self, other):
        return _lift(other) + self

    def __rsub__(self, other):
        return _lift(other) - self

    def __rmul__(self, other):
        return _lift(other) * self

    def __rtruediv__(self, other):
        return _lift(other) / self

    def __neg__(self):
        return 0.0 - self

    def __pow__(self, n):
        return self._unary(self.data**n, n * self.data ** (n - 1))

    def _unary(self, number, slope):
        out = Value(number, (self,))

        def push():
            self.grad += slope * out.grad

        return out._with(push)

    def exp(self):
        return self._unary(math.exp(self.data), math.exp(self.data))

    def log(self):
        return self._unary(math.log(self.data), 1 / self.data)

    def tanh(self):
        t = math.tanh(self.data)
        return self._unary(t, 1 - t * t)

    def relu(self):
        return self._unary(self.data if self.data > 0 else 0.0, 1.0 if self.data > 0 else 0.0)

    def backward(self):
        pending, todo = {}, [self]
        seen = {id(self)}
        while todo:
            node = todo.pop()
            for parent in node.parents:
                pending[id(parent)] = pending.get(id(parent), 0) + 1
                if id(parent) not in seen:
                    seen.add(id(parent))
                    todo.append(parent)
        self.grad = 1.0
        ready = [self]
        while ready:
            node = ready.pop()
            if node.push:
                node.push()
            for parent in node.parents:
                pending[id(parent)] -= 1
                if pending[id(parent)] == 0:
                    ready.append(parent)
