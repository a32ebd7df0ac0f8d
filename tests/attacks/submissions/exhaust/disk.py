# class: exhaust
# success: more disk is taken than allowed
def solve(x):
    with open("big", "wb") as file:
        while True:
            file.write(b"x" * 1_000_000)
