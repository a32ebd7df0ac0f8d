# class: exhaust
# success: empty files without end eat the kernel's memory
# ends: forbidden time_limit
def solve(x):
    i = 0
    while True:
        i += 1
        open(str(i), "w").close()
