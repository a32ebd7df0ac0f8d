"""Facts of one version of the candidate's code, read from its syntax tree.

Only what can be pointed at: lines, names, loops. Must not know what any fact is worth. A source that does not parse is
read as far as that goes: `parses` is False and the lists are empty.
"""

import ast
import builtins
import io
import re
import tokenize
from collections import Counter
from functools import cached_property, lru_cache

from mccabe import PathGraphingAstVisitor
from pyflakes import messages as flaws
from pyflakes.checker import Checker

from question_bank.code_facts import Lines, parse

_LOOPS = (ast.For, ast.While, ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
_CALLS_ON_ARRAYS = """
    dot matmul einsum tensordot sum mean argmin argmax min max where bincount norm cumsum exp maximum
    minimum clip broadcast_to stack concatenate sliding_window_view as_strided sort argsort unique
    add.at var std prod linalg
"""
_ARRAY_CALLS = frozenset(_CALLS_ON_ARRAYS.split())
_SHORT_NAMES_OF_MATHS = frozenset("abcdefghijklmnpqrstuvwxyzXYWHKQVNDCTBSAEFGLMPRU")
_USUAL_SHORT_NAMES = """
    x y X Y w W b k K q Q v V n m d i j t c h s p r df ax id lr kh kw oh ow ih iw h w f np pd plt x1 x2
    y1 y2 dx dw db
"""
_GOOD_SHORT = frozenset(_USUAL_SHORT_NAMES.split())
_DEAD_COMMENT = re.compile(r"^\s*#\s*(?:\w+\s*=\s*\S|print\(|return\b|for \w+ in |if .+:$|import |\w+\(.*\)\s*$)")
_WORDY_COMMENT = re.compile(r"#\s*[A-Za-z]\w+")
_SHAPE_WORDS = re.compile(r"\(\s*[\w\s]+,\s*[\w\s,]*\)|shape|array of|returns?|rows|columns", re.IGNORECASE)
_GUARDING_CALLS = ("asarray", "astype", "clip", "maximum", "isfinite", "nan_to_num", "isnan", "errstate")
_GUARD_IN_A_LINE = re.compile(r"\beps\w*\b|1e-\d+|\.max\(.*keepdims")
_COMPARING_CALLS = ("allclose", "isclose", "assert_allclose", "array_equal", "assert_array_equal", "assert_equal")
_CHECKING_NAME = re.compile(r"(?:^|_)(?:naive|slow|reference|brute|loop|check|test|numeric(?:al)?)(?:_|$)")
_SMALLEST_REPEAT = 12
_FLAWS = {
    flaws.UnusedImport: "an import that is not used: {}",
    flaws.UnusedVariable: "a name that is not used: {}",
    flaws.UndefinedName: "a name that is not defined: {}",
    flaws.UndefinedLocal: "a name that is used before it is set: {}",
    flaws.RedefinedWhileUnused: "a name that is defined twice and not used in between: {}",
    flaws.IsLiteral: "a comparison with a literal by `is`",
    flaws.IfTuple: "a condition that is always true",
    flaws.AssertTuple: "an assertion that cannot fail",
    flaws.RaiseNotImplemented: "`NotImplemented` raised in the place of `NotImplementedError`",
}
_GIVEN_IN_CELLS = {"display", "get_ipython"}
_N_LINES_LONG = 35


class Function:
    """A function of the code."""

    def __init__(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> None:
        self.node = node
        self.name = node.name
        self.lines: Lines = (node.lineno, node.end_lineno or node.lineno)
        self.n_lines = self.lines[1] - self.lines[0] + 1
        self.parameters = tuple(
            argument.arg for argument in (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs)
        )
        self.docstring = ast.get_docstring(node) or ""


class CodeReading:
    """One version of the code. `starter` is what the candidate began with."""

    def __init__(self, source: str, starter: str, entry: str) -> None:
        self.source = source
        self.entry_name = entry
        self._starter = starter
        self.tree: ast.Module | None
        self.syntax_line: int | None = None
        try:
            self.tree = parse(source)
        except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
            self.tree = None
            self.syntax_line = getattr(error, "lineno", None)
        self.text_lines = source.split("\n")

    @property
    def parses(self) -> bool:
        """The code is Python."""
        return self.tree is not None

    @cached_property
    def functions(self) -> tuple[Function, ...]:
        """All functions, methods included, in order."""
        if self.tree is None:
            return ()
        return tuple(Function(node) for node in ast.walk(self.tree) if isinstance(node, _FUNCTIONS))

    @cached_property
    def entry(self) -> Function | None:
        """The function that the question asks for."""
        return next((function for function in self.functions if function.name == self.entry_name), None)

    @property
    def defines_entry(self) -> bool:
        """The asked function or class is there."""
        return self.entry is not None or any(
            isinstance(node, ast.ClassDef) and node.name == self.entry_name for node in self._nodes
        )

    @cached_property
    def changed_lines(self) -> int:
        """How many lines of code, comments and blanks aside, differ from the starter."""
        return n_changed_lines(self._starter, self.source)

    @cached_property
    def last_line(self) -> int:
        """Number of the last line that holds something."""
        return max((at for at, line in enumerate(self.text_lines, 1) if line.strip()), default=1)

    @cached_property
    def _nodes(self) -> tuple[ast.AST, ...]:
        return tuple(ast.walk(self.tree)) if self.tree is not None else ()

    @cached_property
    def calls(self) -> tuple[tuple[str, ast.Call], ...]:
        """Dotted name and node of each call, in the order of lines."""
        found = [(dotted(node.func), node) for node in self._nodes if isinstance(node, ast.Call)]
        return tuple(sorted(found, key=lambda pair: (pair[1].lineno, pair[1].col_offset)))

    def calls_named(self, *names: str) -> tuple[ast.Call, ...]:
        """List calls whose dotted name ends in one of the names."""
        wanted = tuple(f".{name}" for name in names)
        return tuple(node for name, node in self.calls if f".{name}".endswith(wanted))

    @cached_property
    def identifiers(self) -> frozenset[str]:
        """All names that the code itself uses."""
        found: set[str] = set()
        for node in self._nodes:
            if isinstance(node, ast.Name):
                found.add(node.id)
            elif isinstance(node, ast.Attribute):
                found.add(node.attr)
            elif isinstance(node, (*_FUNCTIONS, ast.ClassDef)):
                found.add(node.name)
            elif isinstance(node, ast.arg):
                found.add(node.arg)
        return frozenset(found)

    @cached_property
    def imports(self) -> tuple[tuple[str, int], ...]:
        """Imported modules with their line."""
        found: list[tuple[str, int]] = []
        for node in self._nodes:
            if isinstance(node, ast.Import):
                found.extend((alias.name, node.lineno) for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module:
                found.append((node.module, node.lineno))
                found.extend((f"{node.module}.{alias.name}", node.lineno) for alias in node.names)
        return tuple(sorted(found, key=lambda pair: pair[1]))

    @cached_property
    def loop_depth(self) -> tuple[int, Lines | None]:
        """Depth of nested loops over data-sized ranges in the asked function and the helpers it calls."""
        best: tuple[int, Lines | None] = (0, None)
        roots = [self.entry.node] if self.entry is not None else []
        if self.entry is not None:
            called = {dotted(node.func) for node in ast.walk(self.entry.node) if isinstance(node, ast.Call)}
            roots += [function.node for function in self.functions if function.name in called]
        for root in roots:
            depth, lines = _deepest_loop(root)
            if depth > best[0]:
                best = (depth, lines)
        return best

    @cached_property
    def array_lines(self) -> tuple[int, ...]:
        """Lines that work on whole arrays: products, reductions, broadcasting."""
        found = {call.lineno for name, call in self.calls if name.rsplit(".", 1)[-1] in _ARRAY_CALLS}
        for node in self._nodes:
            if isinstance(node, ast.BinOp) and isinstance(node.op, ast.MatMult):
                found.add(node.lineno)
            if isinstance(node, ast.Subscript) and any(
                isinstance(part, ast.Constant) and part.value is None for part in ast.walk(node.slice)
            ):
                found.add(node.lineno)
        return tuple(sorted(found))

    @cached_property
    def longest_function(self) -> Function | None:
        """The function with the most lines."""
        return max(self.functions, key=lambda function: function.n_lines, default=None)

    @cached_property
    def nesting(self) -> tuple[int, Lines | None]:
        """Deepest nesting of blocks."""
        return max(
            (_nesting(function.node) for function in self.functions), key=lambda found: found[0], default=(0, None)
        )

    @cached_property
    def poor_names(self) -> tuple[tuple[str, int], ...]:
        """Names that say nothing: one or two letters that are not usual in mathematics, or `temp2`."""
        found: dict[str, int] = {}
        for node in self._nodes:
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
                name, line = node.id, node.lineno
            elif isinstance(node, _FUNCTIONS):
                name, line = node.name, node.lineno
            else:
                continue
            if _says_nothing(name) and name not in found:
                found[name] = line
        return tuple(sorted(found.items(), key=lambda pair: (pair[1], pair[0])))

    @cached_property
    def documented(self) -> Lines | None:
        """A docstring or comment of the candidate's own that says shapes, units or a policy."""
        starter_doc = CodeReading(self._starter, "", self.entry_name) if self._starter else None
        known = {function.docstring for function in starter_doc.functions} if starter_doc else set()
        for function in self.functions:
            if function.docstring and function.docstring not in known and _SHAPE_WORDS.search(function.docstring):
                return (function.lines[0], function.lines[0] + 1 + function.docstring.count("\n"))
        known_lines = {line.strip() for line in self._starter.split("\n")}
        for at, line in enumerate(self.text_lines, 1):
            if _WORDY_COMMENT.search(line) and line.strip() not in known_lines and not _DEAD_COMMENT.match(line):
                return (at, at)
        return None

    @cached_property
    def leftovers(self) -> tuple[tuple[str, int], ...]:
        """Debug prints inside functions, code in comments, bare excepts, and what pyflakes finds; with lines."""
        if self.tree is None:
            return ()
        known = {line.strip() for line in self._starter.split("\n")}
        found = [*self._prints_in_entry(), *self._dead_comments(), *self._flaws()]
        found += [
            ("an except without a type", node.lineno)
            for node in self._nodes
            if isinstance(node, ast.ExceptHandler) and node.type is None
        ]
        own = [(what, line) for what, line in found if self.text_lines[line - 1].strip() not in known]
        return tuple(sorted(own, key=lambda pair: (pair[1], pair[0])))

    def _prints_in_entry(self) -> list[tuple[str, int]]:
        if self.entry is None:
            return []
        return [
            ("a print inside the asked function", node.lineno)
            for node in ast.walk(self.entry.node)
            if isinstance(node, ast.Call) and dotted(node.func) == "print"
        ]

    def _dead_comments(self) -> list[tuple[str, int]]:
        return [("code in a comment", at) for at, line in enumerate(self.text_lines, 1) if _DEAD_COMMENT.match(line)]

    def _flaws(self) -> list[tuple[str, int]]:
        """List what pyflakes finds that somebody who cleans up would take out or mend."""
        # On a tree of its own, since it writes into the nodes.
        messages = Checker(parse(self.source), builtins=_GIVEN_IN_CELLS).messages
        return [
            (
                _FLAWS[type(message)].format(*(str(part).rpartition(" as ")[2] for part in message.message_args)),
                message.lineno,
            )
            for message in messages
            if type(message) in _FLAWS
        ]

    @cached_property
    def most_branched(self) -> tuple[int, Function | None]:
        """The cyclomatic complexity of the function that has the most ways through it, and the function (mccabe)."""
        if self.tree is None:
            return 0, None
        visitor = PathGraphingAstVisitor()
        visitor.preorder(self.tree, visitor)
        by_line = {function.node.lineno: function for function in self.functions}
        counted = [
            (graph.complexity(), by_line[graph.lineno]) for graph in visitor.graphs.values() if graph.lineno in by_line
        ]
        return max(counted, key=lambda pair: pair[0], default=(0, None))

    @cached_property
    def duplicates(self) -> Lines | None:
        """The second place of a piece of code that stands there twice."""
        seen: dict[str, int] = {}
        for node in self._nodes:
            if not isinstance(node, (ast.For, ast.While, ast.If, ast.Assign, ast.Return, ast.Expr)):
                continue
            if sum(1 for _ in ast.walk(node)) < _SMALLEST_REPEAT:
                continue
            key = ast.dump(node)
            if key in seen and seen[key] != node.lineno:
                return (node.lineno, node.end_lineno or node.lineno)
            seen[key] = node.lineno
        return None

    @cached_property
    def global_seeding(self) -> Lines | None:
        """Where the code seeds the global generator."""
        for name, node in self.calls:
            if name.endswith("random.seed"):
                return (node.lineno, node.end_lineno or node.lineno)
        return None

    @cached_property
    def caller_mutations(self) -> Lines | None:
        """Where the asked function writes into an argument."""
        if self.entry is None:
            return None
        rebound = {
            node.id
            for node in ast.walk(self.entry.node)
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
        }
        own = set(self.entry.parameters) - rebound - {"self"}
        for node in ast.walk(self.entry.node):
            targets: list[ast.expr] = []
            if isinstance(node, ast.Assign):
                targets = node.targets
            elif isinstance(node, ast.AugAssign):
                targets = [node.target]
            for target in targets:
                base = target.value if isinstance(target, ast.Subscript) else None
                if isinstance(base, ast.Name) and base.id in own:
                    return (target.lineno, target.end_lineno or target.lineno)
        return None

    @cached_property
    def guards(self) -> tuple[Lines, ...]:
        """Casts, range checks with a proper exception, guarded divisions, clipping, subtracted maxima."""
        places: list[ast.stmt | ast.expr] = [
            node for node in self._nodes if isinstance(node, ast.Raise) and node.exc is not None
        ]
        places += self.calls_named(*_GUARDING_CALLS)
        found = [(node.lineno, node.end_lineno or node.lineno) for node in places]
        tests = (ast.Compare, ast.Call, ast.UnaryOp, ast.BoolOp)
        found += [
            (node.lineno, node.lineno)
            for node in self._nodes
            if isinstance(node, ast.If) and isinstance(node.test, tests)
        ]
        found += [(at, at) for at, line in enumerate(self.text_lines, 1) if _GUARD_IN_A_LINE.search(line)]
        return tuple(sorted(set(found)))

    @cached_property
    def own_checks(self) -> tuple[tuple[str, int], ...]:
        """Checks that the candidate wrote: asserts, comparisons with another result, calls on small inputs."""
        inside = set(map(id, ast.walk(self.entry.node))) if self.entry is not None else set()
        outside = [node for node in self._nodes if id(node) not in inside]
        found = {("assert", node.lineno) for node in outside if isinstance(node, ast.Assert)}
        found |= {("comparison", node.lineno) for node in self.calls_named(*_COMPARING_CALLS) if id(node) not in inside}
        found |= {("example", node.lineno) for node in self.calls_named(self.entry_name) if id(node) not in inside}
        found |= {
            ("assert" if "test" in function.name else "reference", function.lines[0])
            for function in self.functions
            if _CHECKING_NAME.search(function.name)
        }
        known = {line.strip() for line in self._starter.split("\n")}
        return tuple(sorted((what, line) for what, line in found if self.text_lines[line - 1].strip() not in known))

    @cached_property
    def own_lines(self) -> tuple[tuple[int, str], ...]:
        """Lines that the starter did not have, with their numbers."""
        known = {line.strip() for line in self._starter.split("\n")}
        return tuple((at, line) for at, line in enumerate(self.text_lines, 1) if line.strip() not in known)

    @cached_property
    def prints(self) -> tuple[int, ...]:
        """Lines with a print of the candidate's own."""
        known = {line.strip() for line in self._starter.split("\n")}
        return tuple(
            node.lineno
            for name, node in self.calls
            if name == "print" and self.text_lines[node.lineno - 1].strip() not in known
        )

    def tokens(self) -> Counter[str]:
        """Count the tokens of the code without comments and layout."""
        return Counter(re.findall(r"\w+|[^\w\s]", without_comments(self.source)))


@lru_cache(maxsize=64)
def reading_of(source: str, starter: str, entry_name: str) -> CodeReading:
    """Read code, once for all who look at it."""
    return CodeReading(source, starter, entry_name)


def without_comments(source: str) -> str:
    """Blank the comments; what does not tokenize is left as it is."""
    lines = source.split("\n")
    try:
        for token in tokenize.generate_tokens(io.StringIO(source).readline):
            if token.type == tokenize.COMMENT:
                row, column = token.start
                lines[row - 1] = lines[row - 1][:column].rstrip()
    except (tokenize.TokenError, SyntaxError, ValueError, IndexError):
        return source
    return "\n".join(lines)


def n_changed_lines(starter: str, source: str) -> int:
    """Count lines of code that are in one text and not in the other, the larger way round."""
    before, after = _code_lines(starter), _code_lines(source)
    return max((after - before).total(), (before - after).total())


def n_new_lines(before: str, after: str, *, given: str = "") -> int:
    """Count lines of code that an edit brought in and that are not among the given ones either."""
    brought = _code_lines(after) - _code_lines(before)
    return (brought & (_code_lines(after) - _code_lines(given))).total()


def same_code(one: str, other: str) -> bool:
    """Say whether two sources differ in comments and blank lines only."""
    return one == other or _code_lines(without_comments(one)) == _code_lines(without_comments(other))


def dotted(node: ast.AST) -> str:
    """Write a name with its dots; `?` stands for what is computed."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}"
    return "?"


def _code_lines(source: str) -> Counter[str]:
    stripped = (line.strip() for line in source.split("\n"))
    return Counter(line for line in stripped if line and not line.startswith("#"))


def _says_nothing(name: str) -> bool:
    if name in _GOOD_SHORT or name.startswith("_") or hasattr(builtins, name):
        return hasattr(builtins, name)
    if len(name) == 1:
        return name not in _SHORT_NAMES_OF_MATHS
    return re.fullmatch(r"[a-z]{2}\d*|(?:temp|tmp|foo|bar|baz|stuff|thing|aaa+|var|test)\d*", name) is not None


def _deepest_loop(root: ast.AST) -> tuple[int, Lines | None]:
    best: tuple[int, Lines | None] = (0, None)

    def visit(node: ast.AST, depth: int, outer: Lines | None) -> None:
        nonlocal best
        here = depth
        if isinstance(node, _LOOPS) and _over_data(node):
            here += 1 if isinstance(node, (ast.For, ast.While)) else len(node.generators)
            outer = outer or (node.lineno, node.end_lineno or node.lineno)
            if here > best[0]:
                best = (here, outer)
        for child in ast.iter_child_nodes(node):
            visit(child, here, outer)

    visit(root, 0, None)
    return best


_NOT_OVER_DATA = re.compile(
    r"\b(?:n_?iter\w*|max_?iter\w*|iterations?|n_?epochs?|epochs?|n_?steps?|k|n_?clusters|n_?heads|heads"
    r"|kernel\w*|k[hw]"
    r"|n_?folds|folds|models?|metrics?|columns?|params?|candidates?|thresholds?|centroids?|centers|centres|layers)\b",
    re.IGNORECASE,
)


def _over_data(node: ast.AST) -> bool:
    if isinstance(node, ast.While):
        return False
    iterables = [node.iter] if isinstance(node, ast.For) else [part.iter for part in getattr(node, "generators", [])]
    return any(_NOT_OVER_DATA.search(ast.unparse(iterable)) is None for iterable in iterables)


def _nesting(root: ast.AST) -> tuple[int, Lines | None]:
    blocks = (ast.For, ast.While, ast.If, ast.With, ast.Try)
    best: tuple[int, Lines | None] = (0, None)

    def visit(node: ast.AST, depth: int) -> None:
        nonlocal best
        for child in ast.iter_child_nodes(node):
            here = depth + isinstance(child, blocks)
            if here > best[0] and isinstance(child, blocks):
                best = (here, (child.lineno, child.end_lineno or child.lineno))
            visit(child, here)

    visit(root, 0)
    return best
