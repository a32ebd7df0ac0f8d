# class: forge
# success: a frame with the right number and impossible content brings the outside down
# ends: forbidden
import os, struct, sys

number, long = struct.Struct("<I").pack, struct.Struct("<Q").pack

def text(words):
    return number(len(words)) + words.encode()

def answer(value):
    nonce = session_of()._nonce
    return b"M" + number(4) + text("kind") + b"S" + text("answered") + text("value") + value + text("changed") + b"L" + number(0) + text("nonce") + b"S" + text(nonce)

def frame(content):
    data = number(len(content)) + content
    channel = session_of()._channel._answers
    while data:
        data = data[os.write(channel, data[:65536]):]

def session_of():
    frame = sys._getframe()
    while frame:
        if hasattr(frame.f_locals.get("self"), "_send"):
            return frame.f_locals["self"]
        frame = frame.f_back

def solve(x):
    frame(answer(b"A\x0c\x04" + long(2**63) + long(2) + long(2**62) + long(0)))
    return x
