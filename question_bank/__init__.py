"""Questions as data that prove themselves.

Loads question packages, judges submissions by their checks, and verifies that each package keeps its own promises.
Must not know sessions.
"""
