# class: disturb
# success: what is printed, raised or drawn is shown with marks that turn the text around or steer the terminal
import sys, warnings

SPELL = "\x1b]0;title\x07\x1b[2J\x1b]8;;http://127.0.0.1:{{port}}\x1b\\link\x1b]8;;\x1b\\\u202edetrevni\u202c\u2066\x9b31m\x08\x7f\r<script>alert(1)</script>"

class Spell(Exception):
    pass

Spell.__name__ = Spell.__qualname__ = SPELL

def solve(x):
    print(SPELL)
    print(SPELL, file=sys.stderr)
    warnings.warn(SPELL)
    raise Spell(SPELL)
