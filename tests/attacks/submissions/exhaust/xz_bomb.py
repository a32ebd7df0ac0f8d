# class: exhaust
# success: a small packet unpacks to more memory than allowed
# ends: memory_limit time_limit

def solve(x):
    import lzma
    unit = lzma.compress(bytes(1 << 22))
    return len(lzma.decompress(unit * 200))
