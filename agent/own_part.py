"""Finds the candidate's own solution in a file: what is asked for and what it uses, without tests, prints and plots.

Total: what does not parse, or holds no function that is asked for, is given back as it is. Lines keep their numbers.
"""

import ast
from difflib import SequenceMatcher
from functools import lru_cache

from question_bank.code_facts import Lines, parse

_Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


@lru_cache(maxsize=256)
def solution_of(code: str, starter: str, entry: str) -> str:
    """Blank what is not the candidate's solution: own tests, oracles, exploration, functions as they were given."""
    body, given = _body(code), _shapes(starter)
    defined = {node.name: node for node in body if isinstance(node, _Definition)}
    asked_for = {entry.partition(".")[0], *given}
    used = _reached(defined, asked_for)
    if not used:
        return code
    lines = code.splitlines()
    for node in body:
        kept = _belongs(node)
        if isinstance(node, _Definition):
            kept = node.name in used and ast.dump(node) != given.get(node.name)
        if not kept:
            first = min([node.lineno, *(one.lineno for one in getattr(node, "decorator_list", ()))])
            lines[first - 1 : node.end_lineno] = [""] * ((node.end_lineno or node.lineno) - first + 1)
    return "\n".join((*lines, ""))


@lru_cache(maxsize=256)
def has_begun(code: str, starter: str, entry: str) -> bool:
    """Say whether what is asked for differs from the starter; prints and plots beside it do not count."""
    before, now = _shapes(starter), _shapes(code)
    if not _body(code):
        return code.strip() != starter.strip()
    asked_for = set(before) or {entry.partition(".")[0]}
    return any(now[name] != before.get(name) for name in asked_for & set(now))


def is_in_starter(lines: Lines, code: str, starter: str) -> bool:
    """Say whether a place in the code, counted from 1, is one of the starter that nobody has touched."""
    now, before = ([line.rstrip() for line in text.splitlines()] for text in (code, starter))
    same = SequenceMatcher(None, before, now, autojunk=False).get_matching_blocks()
    untouched = {block.b + n + 1 for block in same for n in range(block.size)}
    place = [n for n in range(lines[0], lines[1] + 1) if n <= len(now) and now[n - 1]]
    return bool(place) and untouched.issuperset(place)


def _body(code: str) -> list[ast.stmt]:
    try:
        return parse(code).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return []


def _shapes(code: str) -> dict[str, str]:
    return {node.name: ast.dump(node) for node in _body(code) if isinstance(node, _Definition)}


def _reached(defined: dict[str, _Definition], roots: set[str]) -> set[str]:
    """Name the definitions that roots use, directly or through others."""
    used: set[str] = set()
    waiting = [name for name in roots if name in defined]
    while waiting:
        name = waiting.pop()
        if name not in used:
            used.add(name)
            waiting += [one.id for one in ast.walk(defined[name]) if isinstance(one, ast.Name) and one.id in defined]
    return used


def _belongs(node: ast.stmt) -> bool:
    """Keep imports, names that are set, and doc strings; a test or a plot does something when the file runs."""
    return isinstance(node, ast.Import | ast.ImportFrom | ast.Assign | ast.AnnAssign | ast.AugAssign)
