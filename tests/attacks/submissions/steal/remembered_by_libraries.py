# class: steal
# success: what the run before gave to a library is still remembered by it
# after: another run
import gc, linecache, re, struct, sys, types

def texts_in(thing, depth=0, seen=None):
    seen = set() if seen is None else seen
    if id(thing) in seen or depth > 4:
        return
    seen.add(id(thing))
    if isinstance(thing, (str, bytes)):
        text = thing if isinstance(thing, str) else thing.decode("utf-8", "replace")
        if re.search("decoy-[0-9a-f]{24}", text):
            yield text
    elif isinstance(thing, dict):
        for item in list(thing.items()):
            yield from texts_in(item, depth + 1, seen)
    elif isinstance(thing, (list, tuple, set, frozenset)):
        for item in thing:
            yield from texts_in(item, depth + 1, seen)
    elif isinstance(thing, types.ModuleType):
        yield from texts_in(vars(thing), depth + 1, seen)

def solve(x):
    found = [text for module in list(sys.modules.values()) for text in texts_in(module) if "remembered" not in text]
    print(found, sys.intern("x"), sys.getallocatedblocks())
    return 0
