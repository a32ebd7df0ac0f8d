"""Attacks on the sandbox, and how to tell from outside whether one of them worked. For `thinkaloud doctor --attacks`.

Only decoys made for the purpose are ever attacked. Nothing here is needed to run somebody's code.
"""
