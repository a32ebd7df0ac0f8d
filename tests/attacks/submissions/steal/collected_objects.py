# class: steal
# success: an object of the program before is still alive in the interpreter
# after: another run
import gc, linecache, sys

def solve(x):
    gc.unfreeze()
    seen = []
    for thing in gc.get_objects():
        if type(thing) in (dict, list, tuple):
            seen += [item for item in (thing.values() if type(thing) is dict else thing) if type(item) is str and "decoy-" in item and len(item) < 4000]
    seen += [line for entry in linecache.cache.values() for line in (entry[2] if len(entry) > 2 else ()) if "decoy-" in line]
    print([text for text in seen if "{24}" not in text and "def solve" not in text])
    return 0
