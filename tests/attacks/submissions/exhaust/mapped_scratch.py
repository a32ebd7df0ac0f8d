# class: exhaust
# success: the scratch folder takes more than its size through a mapping
import mmap, os

def solve(x):
    with open("sparse", "w+b") as file:
        for size in (1 << 32, 1 << 28, 15 << 20):
            try:
                os.truncate(file.fileno(), size)
                break
            except OSError as error:
                print(error.errno)
        mapping = mmap.mmap(file.fileno(), 0)
        for at in range(0, len(mapping), 4096):
            mapping[at] = 1
    state = os.statvfs(".")
    if (state.f_blocks - state.f_bfree) * state.f_bsize > 40 << 20:
        print("{{secret}}")
    return 0
