# class: escape
# success: a capability is held or gained
def solve(x):
    for line in open("/proc/self/status"):
        name, _, value = line.partition(":")
        if name.startswith("Cap") and int(value, 16):
            print("{{secret}}", line)
        if name in ("NoNewPrivs",) and int(value) != 1:
            print("{{secret}}", line)
    return 0
