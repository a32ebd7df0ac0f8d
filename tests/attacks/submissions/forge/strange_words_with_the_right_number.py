# class: forge
# success: claims of a wrong type about an error, a line or a picture bring the outside down
# ends: forbidden error
import sys
import numpy as np

def session_of():
    frame = sys._getframe()
    while frame:
        if hasattr(frame.f_locals.get("self"), "_send"):
            return frame.f_locals["self"]
        frame = frame.f_back

turn = -1
def solve(x):
    global turn
    turn += 1
    session = session_of()
    session._send({"kind": "figure", "title": 7, "png": "<svg onload=alert(1)>"})
    session._send({"kind": "figure", "title": "t" * 100_000, "png": np.zeros((3, 3))})
    session._send({"kind": "table", "columns": 3, "rows": {"a": None}})
    session._send({"kind": "warning", "message": ["x"] * 1000, "line": -5})
    session._send([
        {"kind": "raised", "type_name": "\x1b[2J" * 1000, "message": "m" * 10**6, "traceback": "t" * 10**6, "line": 2**70},
        {"kind": "raised", "type_name": None, "message": 4, "traceback": [], "line": "1"},
        {"kind": "answered", "value": 0, "changed": [1, None]},
    ][turn % 3])
    return x
