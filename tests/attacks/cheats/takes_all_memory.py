def softmax(scores, axis=-1):
    kept = []
    while True:
        kept.append(bytearray(1 << 26))
