# class: exhaust
# success: a small packet unpacks to more memory than allowed
# ends: memory_limit time_limit

def solve(x):
    import zlib
    return len(zlib.decompress(zlib.compress(zlib.compress(bytes(1 << 26)) * 4)) * 8) and zlib.decompress(zlib.compress(bytes(1 << 27)) )  and bytes(1 << 30)
