"""Facts of a candidate's code, read from its syntax tree; nothing is executed.

Total: any text is accepted, and a source that does not parse has no facts. Must not know questions beyond
`CodeCondition`, nor what a fact is worth.
"""

import ast
import io
import re
import tokenize
import warnings
from collections.abc import Callable, Iterator
from functools import lru_cache

from msgspec import Struct

from question_bank.package import CodeCondition

Lines = tuple[int, int]
"""First and last line of a place in the code, counted from 1."""

MAX_CHARACTERS = 200_000
_LOOPS = (ast.For, ast.AsyncFor, ast.While)
_COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)


class Call(Struct, frozen=True):
    """A call, by the name as written and with import aliases resolved (`np.dot` is `numpy.dot`)."""

    name: str
    resolved: str
    line: int


class Import(Struct, frozen=True):
    """An imported module, or `module.name` for what a `from` import takes out of it."""

    module: str
    line: int


class Loops(Struct, frozen=True):
    """The deepest nest of loops and comprehensions inside one function."""

    function: str
    depth: int
    lines: Lines


class Function(Struct, frozen=True):
    """A function that the code defines."""

    name: str
    lines: Lines
    parameters: tuple[str, ...]
    has_docstring: bool


class CodeFacts(Struct, frozen=True):
    """What the code shows. All empty when `parses` is False."""

    parses: bool
    n_lines: int
    bare: str = ""
    """The source with comments blanked and strings emptied, every character at its old line and column."""
    calls: tuple[Call, ...] = ()
    imports: tuple[Import, ...] = ()
    loops: tuple[Loops, ...] = ()
    functions: tuple[Function, ...] = ()
    parameter_writes: tuple[tuple[str, int], ...] = ()
    """Parameters that a function changes in place (`x[...] =`, `x +=`), with the line."""
    bare_excepts: tuple[int, ...] = ()
    """Lines of `except:` and `except Exception:`/`BaseException:`."""

    def called(self, name: str) -> int | None:
        """Line of the first call of a dotted name, of which the end suffices; None when it is not called."""
        return next(
            (call.line for call in self.calls if _ends_with(call.name, name) or _ends_with(call.resolved, name)), None
        )


def parse(source: str) -> ast.Module:
    """Parse Python without warnings of the compiler. Raises SyntaxError, ValueError, RecursionError, MemoryError."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        # Editors of some systems begin a file with this mark.
        return ast.parse(source.removeprefix("\ufeff"))


@lru_cache(maxsize=512)
def read_code(source: str) -> CodeFacts:
    """Read the facts of a source. Never raises: what does not parse gives facts that say only that."""
    # Python ends lines at these three only, unlike str.splitlines.
    source = source.replace("\r\n", "\n").replace("\r", "\n")
    n_lines = max(1, source.count("\n") + (not source.endswith("\n")))
    if len(source) > MAX_CHARACTERS:
        return CodeFacts(parses=False, n_lines=n_lines)
    try:
        tree = parse(source)
        aliases = _aliases(tree)
        return CodeFacts(
            parses=True,
            n_lines=n_lines,
            bare=_without_comments_and_strings(source, tree),
            calls=tuple(sorted(_calls(tree, aliases), key=lambda call: call.line)),
            imports=tuple(Import(module, line) for module, line in imported_modules(tree)),
            loops=tuple(_loops(tree)),
            functions=tuple(_functions(tree)),
            parameter_writes=tuple(_parameter_writes(tree)),
            bare_excepts=tuple(sorted(_bare_excepts(tree))),
        )
    except (SyntaxError, tokenize.TokenError, ValueError, RecursionError, MemoryError, IndexError):
        return CodeFacts(parses=False, n_lines=n_lines)


def holds(condition: CodeCondition, source: str) -> Lines | None:
    """Say where a condition is seen in the code: the lines of its first part that was found.

    `(1, n)` when the condition only lacks something; None when it does not hold or the source does not parse.
    """
    facts = read_code(source)
    if not facts.parses:
        return None
    seen: list[Lines] = []
    for found in (part(condition, facts) for part in _PARTS):
        if found is None:
            return None
        seen += found
    return seen[0] if seen else (1, facts.n_lines)


def imported_modules(tree: ast.AST) -> list[tuple[str, int]]:
    """List imported modules with their lines, `import_module("x")` and `__import__("x")` included."""
    found: list[tuple[str, int]] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found += [(alias.name, node.lineno) for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found += [(f"{node.module}.{alias.name}", node.lineno) for alias in node.names]
        elif isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
            named = node.args[0].value
            if _dotted(node.func).rpartition(".")[2] in {"import_module", "__import__"} and isinstance(named, str):
                found.append((named, node.lineno))
    return sorted(found, key=lambda item: (item[1], item[0]))


def may_bind(tree: ast.AST, name: str) -> bool:
    """Say whether the code can bind a name at all; a star import may bind any."""
    for node in ast.walk(tree):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)) and node.name == name:
            return True
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store) and node.id == name:
            return True
        if isinstance(node, ast.alias) and (node.asname or node.name) in {name, "*"}:
            return True
    return False


@lru_cache(maxsize=4096)
def compiled(pattern: str, flags: int = 0) -> re.Pattern[str] | None:
    """Compile a regular expression once; None when it is not valid, which the loader reports."""
    try:
        return re.compile(pattern, flags)
    except (re.error, RecursionError, OverflowError):
        return None


# --- the parts of a condition: each gives the lines where it is seen, () when it asks for nothing, None when it fails


def _matches(condition: CodeCondition, facts: CodeFacts) -> tuple[Lines, ...] | None:
    if not condition.matches:
        return ()
    hits = [hit for hit in (_search(pattern, facts.bare) for pattern in condition.matches) if hit]
    return (min(hits),) if hits else None


def _lacks(condition: CodeCondition, facts: CodeFacts) -> tuple[Lines, ...] | None:
    return None if any(_search(pattern, facts.bare) for pattern in condition.lacks) else ()


def _calls_one(condition: CodeCondition, facts: CodeFacts) -> tuple[Lines, ...] | None:
    if not condition.calls:
        return ()
    lines = [line for line in (facts.called(name) for name in condition.calls) if line is not None]
    return ((min(lines), min(lines)),) if lines else None


def _imports_one(condition: CodeCondition, facts: CodeFacts) -> tuple[Lines, ...] | None:
    if not condition.imports:
        return ()
    for item in facts.imports:
        if any(item.module == name or item.module.startswith(f"{name}.") for name in condition.imports):
            return ((item.line, item.line),)
    return None


def _loops_deep(condition: CodeCondition, facts: CodeFacts) -> tuple[Lines, ...] | None:
    if condition.loop_depth_at_least is None:
        return ()
    deep = next((loops for loops in facts.loops if loops.depth >= condition.loop_depth_at_least), None)
    return (deep.lines,) if deep else None


def _call_before(condition: CodeCondition, facts: CodeFacts) -> tuple[Lines, ...] | None:
    if condition.call_before is None:
        return ()
    first, second = (facts.called(name) for name in condition.call_before)
    return ((first, second),) if first is not None and second is not None and first < second else None


_PARTS: tuple[Callable[[CodeCondition, CodeFacts], tuple[Lines, ...] | None], ...] = (
    _matches,
    _calls_one,
    _imports_one,
    _loops_deep,
    _call_before,
    _lacks,
)


def _search(pattern: str, text: str) -> Lines | None:
    expression = compiled(pattern, re.MULTILINE)
    found = expression.search(text) if expression else None
    if not found:
        return None
    first = text.count("\n", 0, found.start()) + 1
    return first, first + found[0].rstrip("\n").count("\n")


# --- reading the tree


def _dotted(node: ast.expr) -> str:
    """Write a name such as `np.linalg.norm`; what stands before the first dot is left out when it is no plain name."""
    parts: list[str] = []
    while isinstance(node, ast.Attribute):
        parts.append(node.attr)
        node = node.value
    parts.append(node.id if isinstance(node, ast.Name) else "")
    return ".".join(reversed(parts))


def _ends_with(name: str, wanted: str) -> bool:
    return name == wanted or name.endswith(f".{wanted}")


def _aliases(tree: ast.AST) -> dict[str, str]:
    aliases: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            aliases.update({alias.asname: alias.name for alias in node.names if alias.asname})
        elif isinstance(node, ast.ImportFrom) and node.module:
            aliases.update({alias.asname or alias.name: f"{node.module}.{alias.name}" for alias in node.names})
    return aliases


def _calls(tree: ast.AST, aliases: dict[str, str]) -> Iterator[Call]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = _dotted(node.func)
            head, dot, rest = name.partition(".")
            # The end of the call's name is where it is written; a chain over several lines counts at that line.
            yield Call(name, f"{aliases.get(head, head)}{dot}{rest}", _line_of_name(node.func))


def _line_of_name(node: ast.expr) -> int:
    return (node.end_lineno or node.lineno) if isinstance(node, ast.Attribute) else node.lineno


def _loops(tree: ast.AST) -> Iterator[Loops]:
    for node in ast.walk(tree):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            best: tuple[int, ast.AST | None] = (0, None)
            for part in node.body:
                best = max(best, _deepest(part, 0, None), key=lambda found: found[0])
            depth, where = best
            if depth and where is not None:
                first = getattr(where, "lineno", node.lineno)
                yield Loops(node.name, depth, (first, getattr(where, "end_lineno", None) or first))


def _deepest(node: ast.AST, depth: int, outermost: ast.AST | None) -> tuple[int, ast.AST | None]:
    """Depth of the deepest loop below a node and the outermost one around it. Inner functions count for themselves."""
    if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
        return 0, None
    here = depth + (1 if isinstance(node, _LOOPS) else 0)
    if isinstance(node, _COMPREHENSIONS):
        here += len(node.generators)
    outer = outermost if outermost is not None or here == depth else node
    best = (here, outer)
    for child in ast.iter_child_nodes(node):
        best = max(best, _deepest(child, here, outer), key=lambda found: found[0])
    return best


def _functions(tree: ast.AST) -> Iterator[Function]:
    for node in ast.walk(tree):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            yield Function(
                node.name,
                (node.lineno, node.end_lineno or node.lineno),
                _parameters(node),
                ast.get_docstring(node) is not None,
            )


def _parameters(node: ast.FunctionDef | ast.AsyncFunctionDef) -> tuple[str, ...]:
    return tuple(item.arg for item in (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs))


def _parameter_writes(tree: ast.AST) -> Iterator[tuple[str, int]]:
    for function in ast.walk(tree):
        if not isinstance(function, (ast.FunctionDef, ast.AsyncFunctionDef)):
            continue
        names = set(_parameters(function))
        writes = sorted(
            (node for node in ast.walk(function) if isinstance(node, (ast.Assign, ast.AugAssign))),
            key=lambda node: node.lineno,
        )
        for node in writes:
            for target in node.targets if isinstance(node, ast.Assign) else [node.target]:
                if isinstance(target, ast.Subscript) and _root(target) in names:
                    yield _root(target), node.lineno
                elif isinstance(target, ast.Name) and target.id in names:
                    if isinstance(node, ast.AugAssign):
                        yield target.id, node.lineno
                    else:
                        # From here on the name is another object, most often a copy.
                        names.discard(target.id)


def _root(node: ast.expr) -> str:
    while isinstance(node, (ast.Subscript, ast.Attribute)):
        node = node.value
    return node.id if isinstance(node, ast.Name) else ""


def _bare_excepts(tree: ast.AST) -> Iterator[int]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ExceptHandler) and (
            node.type is None or (isinstance(node.type, ast.Name) and node.type.id in {"Exception", "BaseException"})
        ):
            yield node.lineno


# --- the bare source


def _without_comments_and_strings(source: str, tree: ast.AST) -> str:
    raw = source.split("\n")
    lines = [list(line) for line in raw]
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT:
            _blank(lines, token.start, token.end, quote=False)
    for node in _strings(tree):
        if node.end_lineno is None or node.end_col_offset is None:
            continue
        start = (node.lineno, _column(raw[node.lineno - 1], node.col_offset))
        end = (node.end_lineno, _column(raw[node.end_lineno - 1], node.end_col_offset))
        _blank(lines, start, end, quote=True)
    return "\n".join("".join(line) for line in lines)


def _strings(node: ast.AST) -> Iterator[ast.expr]:
    # Not below an f-string: the places of its parts differ between Python versions.
    if isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Constant) and isinstance(node.value, (str, bytes))):
        yield node
        return
    for child in ast.iter_child_nodes(node):
        yield from _strings(child)


def _column(line: str, byte_offset: int) -> int:
    return len(line.encode()[:byte_offset].decode(errors="ignore"))


def _blank(lines: list[list[str]], start: Lines, end: Lines, *, quote: bool) -> None:
    for row in range(start[0] - 1, end[0]):
        first = start[1] if row == start[0] - 1 else 0
        last = end[1] if row == end[0] - 1 else len(lines[row])
        lines[row][first:last] = " " * (last - first)
    if quote:
        lines[start[0] - 1][start[1]] = lines[end[0] - 1][end[1] - 1] = '"'
