import time

def softmax(scores, axis=-1):
    time.sleep(10**6)
