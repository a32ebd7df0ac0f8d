# class: escape
# success: a folder of the process that forked this one is reached by climbing
import os

def solve(x):
    start = os.open(".", os.O_PATH | os.O_DIRECTORY)
    for climb in ("..", "../..", "../../box", "../../box/home", "../../../tmp"):
        try:
            place = os.open(climb, os.O_RDONLY | os.O_DIRECTORY, dir_fd=start)
        except OSError as error:
            print(climb, error.errno)
            continue
        for folder, _, names, _ in os.fwalk(".", dir_fd=place):
            if names and folder.startswith("./box"):
                print("{{secret}}", names)
        os.close(place)
    return 0
