# class: escape
# success: another program is started
import subprocess, os

def solve(x):
    for command in (["/bin/sh", "-c", "echo {{secret}}"], ["/python/bin/python3", "-c", "print('{{secret}}')"]):
        try:
            print(subprocess.run(command, capture_output=True, text=True).stdout)
        except OSError as error:
            print(error)
    try:
        os.execv("/python/bin/" + os.listdir("/python/bin")[0], ["python", "-c", "print('{{secret}}')"])
    except OSError as error:
        print(error)
    return 0
