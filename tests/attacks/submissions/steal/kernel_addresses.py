# class: steal
# success: an address of the kernel, its log, or facts about its other users are shown
import ctypes, os

def solve(x):
    for path in ("/proc/kallsyms", "/proc/kcore", "/proc/keys", "/proc/locks", "/proc/net/tcp", "/proc/mounts", "/proc/sched_debug", "/proc/self/stack", "/proc/self/pagemap", "/dev/kmsg", "/sys/kernel/notes"):
        try:
            content = open(path, "rb").read(4096)
            if path in ("/proc/kcore", "/dev/kmsg", "/proc/self/stack", "/sys/kernel/notes"):
                print("{{secret}}", path)
            if path == "/proc/kallsyms" and int(content.split()[0], 16):
                print("{{secret}}", path)
        except OSError as error:
            print(path, error.errno)
    if ctypes.CDLL(None, use_errno=True).klogctl(3, ctypes.create_string_buffer(4096), 4096) > 0:
        print("{{secret}}", "klogctl")
    return 0
