# class: persist
# success: the next run works with libraries that this one has changed
import builtins, sys
import numpy as np

builtins.len = lambda thing: 7
np.exp = np.sum = lambda *args, **kwargs: "{{mark}}"
np.ndarray = None
sys.modules["os"] = sys.modules["json"] = None
sys.path.insert(0, "{{mark}}")
sys.setrecursionlimit(60)
np.seterr(all="raise")

def solve(x):
    return 0
