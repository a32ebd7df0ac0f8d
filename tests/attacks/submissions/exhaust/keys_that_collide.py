# class: exhaust
# success: a mapping with as many keys as a frame may hold keeps the judge busy
def solve(x):
    return {f"{number:06x}": number for number in range(200_000)}
