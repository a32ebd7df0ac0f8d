# class: exhaust
# success: the parser is brought to its knees, and the judge with it
try:
    eval("-" * 3_000 + "1")
except (MemoryError, RecursionError, SyntaxError) as error:
    print(type(error).__name__)
exec("(" * 5_000)

def solve(x):
    return 0
