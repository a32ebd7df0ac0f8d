# class: exhaust
# success: more disk is taken than allowed
def solve(x):
    written = 0
    try:
        for i in range(1000):
            open(str(i), "wb").write(b"x" * 1_000_000)
            written += 1
    except OSError as error:
        print(error.errno)
    if written > 20:
        print("{{secret}}", written)
    return 0
