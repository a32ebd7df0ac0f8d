# class: exhaust
# success: more memory is taken than allowed
# ends: memory_limit
def solve(x):
    return bytearray(20 * 10 ** 9)
