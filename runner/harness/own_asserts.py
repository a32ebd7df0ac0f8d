"""Makes each assertion at the top of a file or in its main block a test: one that fails is noted, and the file goes on.

Works on the syntax tree before it is compiled; lines stay what they are, so tracebacks and warnings point where they
always did. Functions and classes are left as they are. Must not know who is told.

What counts: an `assert`; a bare call of something named `assert…`, `test…`, `check…` or `verify…`, dotted or not; a
`with` block that expects an error or holds one of these. In an `if` or a loop each counts once, and fails when it
failed once. A `try` is left alone, since it says itself what is to happen.
"""

import ast
import re
import sys
from collections.abc import Callable, Sequence
from typing import Any, Final, TypeVar

import numpy as np

from .showing import writable

MAX_TESTS: Final = 200
"""Assertions of one file that are told of one by one; those beyond fail in silence."""
MAX_NAME: Final = 160
MAX_MESSAGE: Final = 8_000
MAX_VALUE: Final = 300
"""Characters of one value in the words of a failed assertion."""

_Node = TypeVar("_Node", bound=ast.AST)
Claims = dict[str, Any]
Word = Callable[[BaseException], Claims]
Tell = Callable[[Claims], object]

_NOTES: Final = "@own_tests"
"""No name that a program can write, so none that it can take."""
_ERRORS: Final = "@exceptions"
_OPERAND: Final = "@operand_"
_CAUGHT: Final = "@error"
_ASSERTING = re.compile(r"_?assert")
_TESTING = re.compile(r"_?(?:run_(?:\w+_)?|all_)?(?:tests?|checks?|verify)(?!_(?:call|output)$)(?:_|$)")
"""`subprocess.check_call` and `check_output` test nothing."""
_EXPECTING = re.compile(r"raises|warns|deprecated_call|assert\w+")
_FUNCTION = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)


class _Test:
    """One place in the file. `operands`: the parts of its condition whose values are told when it fails."""

    def __init__(self, name: str, kind: str, line: int, operands: Sequence[str], *, is_strict: bool) -> None:
        self.name = name
        self.kind = kind
        self.line = line
        self.operands = operands
        self.is_strict = is_strict
        """Anything but a failed assertion is not the test's but the code's, and goes on upwards."""
        self.state = ""


class OwnAsserts:
    """The assertions of one program. Takes its tree apart when it is made, and is told by the code how each ended."""

    def __init__(self, tree: ast.Module, word: Word, tell: Tell | None) -> None:
        """Prepare `tree` in place. Raises RecursionError for a tree too deep to go through."""
        self._tests: list[_Test] = []
        self._word = word
        self._tell = tell
        self._namespace: dict[str, Any] = {}
        self._called_tests = _zero_argument_tests(tree)
        tree.body = self._block(tree.body, "assertion")
        ast.fix_missing_locations(tree)

    def enter(self, namespace: dict[str, Any]) -> None:
        """Make what the prepared code calls known in its namespace, and tell which tests there are."""
        self._namespace = namespace
        namespace.update({_NOTES: self, _ERRORS: (Exception, BaseException)})
        if self._tell is not None and self._tests:
            taken: dict[str, int] = {}
            self._tell({"kind": "own_tests", "tests": [_listed(test, taken) for test in self._tests[:MAX_TESTS]]})

    def leave(self) -> None:
        """Take everything of ours out of the namespace again."""
        for name in [name for name in self._namespace if name.startswith("@")]:
            del self._namespace[name]

    def passed(self, number: int) -> None:
        """Note that one held. Called by the prepared code."""
        self._operands_of(self._tests[number])
        self._note(number, "passed", "")

    def failed(self, number: int, error: BaseException) -> bool:
        """Note that one did not hold. True when the error goes on upwards. Called by the prepared code."""
        test = self._tests[number]
        values = self._operands_of(test)
        if isinstance(error, SystemExit) and error.code in (None, 0):
            self._note(number, "passed", "")
            return True
        if isinstance(error, SystemExit) and test.kind == "main":
            code = int(error.code) if isinstance(error.code, bool) else error.code
            self._note(number, "failed", f"It ended with exit code {short(code)}.")
            # A block that ran tests by itself says so like this; the file is none the worse for it.
            error.code = None
            return True
        goes_on = not is_failure(error) and (test.is_strict or not isinstance(error, Exception))
        if number >= MAX_TESTS or test.state == "broken" or self._tell is None:
            # Nobody is told, and the words are what takes time: a loop may get here a million times.
            return goes_on
        verdict, message = outcome_of(error, self._word, is_at_top=True)
        if type(error) is AssertionError and values:
            message = "\n".join([message.removeprefix("AssertionError").removeprefix(": "), *_said(values)]).lstrip()
        self._note(number, verdict, message)
        return goes_on

    def _note(self, number: int, verdict: str, message: str) -> None:
        test = self._tests[number]
        if number >= MAX_TESTS or test.state in (verdict, "broken") or self._tell is None:
            return
        test.state = verdict if verdict == "passed" else "broken"
        self._tell(ended(number, verdict, message))

    def _operands_of(self, test: _Test) -> list[tuple[str, Any]]:
        names = [f"{_OPERAND}{place}" for place in range(len(test.operands))]
        found = [(text, name) for text, name in zip(test.operands, names, strict=True) if name in self._namespace]
        return [(text, self._namespace.pop(name)) for text, name in found]

    # --- taking the tree apart

    def _block(self, statements: list[ast.stmt], kind: str) -> list[ast.stmt]:
        return [self._statement(statement, kind) for statement in statements]

    def _statement(self, statement: ast.stmt, kind: str) -> ast.stmt:
        if isinstance(statement, ast.If) and _is_main(statement.test):
            return self._main_block(statement)
        if isinstance(statement, (ast.If, ast.For, ast.While)):
            statement.body = self._block(statement.body, kind)
            statement.orelse = self._block(statement.orelse, kind)
            return statement
        if isinstance(statement, ast.Assert):
            name = _on_one_line(f"assert {ast.unparse(statement.test)}")
            return self._guarded([statement], name, kind, statement, operands=_name_operands(statement.test))
        call = _bare_call(statement)
        if call is not None and _ASSERTING.match(call):
            return self._guarded([statement], _on_one_line(ast.unparse(statement)), kind, statement)
        if call is not None and _TESTING.match(call):
            if isinstance(statement, ast.Expr) and call in self._called_tests and not _arguments_of(statement):
                return _tolerated(statement)
            return self._guarded([statement], _on_one_line(ast.unparse(statement)), kind, statement, is_strict=True)
        if isinstance(statement, ast.With) and (_expects_error(statement) or _holds_assertion(statement)):
            return self._guarded([statement], _on_one_line(ast.unparse(statement)), kind, statement)
        return statement

    def _main_block(self, block: ast.If) -> ast.stmt:
        """Test by test when it holds some; else the block as one that is to run to its end."""
        n_before = len(self._tests)
        block.body = self._block(block.body, "main")
        if len(self._tests) == n_before:
            block.body = [self._guarded(block.body, "main block", "main", block, is_strict=True)]
        return block

    def _guarded(
        self,
        body: list[ast.stmt],
        name: str,
        kind: str,
        where: ast.stmt,
        *,
        operands: Sequence[str] = (),
        is_strict: bool = False,
    ) -> ast.stmt:
        """Wrap statements: `try: … except BaseException as e: if failed(n, e): raise  else: passed(n)`."""
        number = len(self._tests)
        self._tests.append(_Test(name, kind, where.lineno, operands, is_strict=is_strict))
        goes_on = _call("failed", ast.Constant(number), ast.Name(_CAUGHT, ast.Load()))
        caught = ast.Subscript(ast.Name(_ERRORS, ast.Load()), ast.Constant(1), ast.Load())
        handler = ast.ExceptHandler(caught, _CAUGHT, [ast.If(goes_on, [ast.Raise()], [])])
        ended_well: list[ast.stmt] = [ast.Expr(_call("passed", ast.Constant(number)))]
        return _placed(ast.Try(body, [handler], ended_well, []), where)


def ended(at: int, verdict: str, message: str) -> Claims:
    """Say how a test ended; `at` is its place among those that were announced last."""
    return {"kind": "own_test", "at": at, "verdict": verdict, "message": writable(message[:MAX_MESSAGE])}


def is_failure(error: BaseException) -> bool:
    """Tell what a test says by raising from what merely went wrong in it."""
    outcomes = sys.modules.get("_pytest.outcomes")
    return isinstance(error, AssertionError) or (outcomes is not None and isinstance(error, outcomes.OutcomeException))


def outcome_of(error: BaseException, word: Word, *, is_at_top: bool = False) -> tuple[str, str]:
    """Give the verdict and the words for what ended a test. `word` cleans the traceback.

    `is_at_top`: the test is a statement of the file itself, so that a traceback of that line alone says nothing more.
    """
    worded = word(error)
    if isinstance(error, MemoryError) or worded["kind"] == "memory":
        return "memory_limit", "It asked for more memory than it may use."
    if worded["kind"] == "forbidden":
        return "forbidden", worded["message"]
    said = f"{worded['type_name']}: {worded['message']}" if worded["message"] else worded["type_name"]
    says_no_more = is_at_top and worded["traceback"].count('\n  File "') <= 1
    return ("failed" if is_failure(error) else "error"), said if says_no_more else worded["traceback"] or said


def _listed(test: _Test, taken: dict[str, int]) -> Claims:
    taken[test.name] = taken.get(test.name, 0) + 1
    again = f" ({taken[test.name]})" if taken[test.name] > 1 else ""
    return {"name": writable(f"{test.name}{again}"), "kind": test.kind, "line": test.line}


def _said(values: Sequence[tuple[str, Any]]) -> list[str]:
    lines = [f"{text} is {short(value)}" for text, value in values]
    try:
        arrays = [np.asarray(value) for _, value in values[:2]]
        are_numbers = any(isinstance(value, np.ndarray) for _, value in values[:2]) and all(
            array.dtype.kind in "biuf" and array.ndim for array in arrays
        )
        if len(arrays) == 2 and are_numbers and arrays[0].shape == arrays[1].shape and arrays[0].size:
            with np.errstate(all="ignore"):
                lines.append(f"The largest difference is {float(np.max(np.abs(arrays[0] - 1.0 * arrays[1]))):.3g}.")
    except Exception:
        return lines
    return lines


def short(value: Any) -> str:
    """Say what a value is on one line, whatever its class thinks of that."""
    try:
        if isinstance(value, np.generic):
            value = value.item()
        with np.printoptions(threshold=20, edgeitems=3, linewidth=1000):
            text = " ".join(repr(value).split())
        if isinstance(value, np.ndarray) and value.ndim:
            text = f"{text}, shape {value.shape}"
        return text if len(text) <= MAX_VALUE else f"{text[: MAX_VALUE - 1]}…"
    except Exception:
        return "something that cannot be shown"


def _zero_argument_tests(tree: ast.Module) -> frozenset[str]:
    """Names of test functions at the top that need nothing given: they are run as tests, so a call is no other test."""
    return frozenset(
        node.name
        for node in tree.body
        if isinstance(node, ast.FunctionDef)
        and node.name.startswith("test_")
        and len(node.args.posonlyargs) + len(node.args.args) == len(node.args.defaults)
    )


def _is_main(test: ast.expr) -> bool:
    return ast.dump(test) in _MAIN_TESTS


_MAIN_TESTS: Final = frozenset(
    ast.dump(ast.parse(text, mode="eval").body) for text in ("__name__ == '__main__'", "'__main__' == __name__")
)


def _bare_call(statement: ast.stmt) -> str | None:
    """Last part of the name of what a statement calls, when calling is all that it does."""
    if not isinstance(statement, ast.Expr) or not isinstance(statement.value, ast.Call):
        return None
    function = statement.value.func
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", None)


def _arguments_of(statement: ast.Expr) -> Sequence[ast.AST]:
    assert isinstance(statement.value, ast.Call)
    return (*statement.value.args, *statement.value.keywords)


def _expects_error(statement: ast.With) -> bool:
    calls = [item.context_expr for item in statement.items if isinstance(item.context_expr, ast.Call)]
    names = [call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "") for call in calls]
    return any(_EXPECTING.fullmatch(name) for name in names)


def _holds_assertion(statement: ast.stmt) -> bool:
    waiting: list[ast.AST] = [statement]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.Assert):
            return True
        if isinstance(node, ast.stmt) and (call := _bare_call(node)) and _ASSERTING.match(call):
            return True
        waiting += [child for child in ast.iter_child_nodes(node) if not isinstance(child, _FUNCTION)]
    return False


def _name_operands(test: ast.expr) -> list[str]:
    """Have the parts of a condition that are worth telling kept under names of ours; give their texts."""
    if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
        return _name_operands(test.operand)
    if isinstance(test, ast.Call) and isinstance(test.func, ast.Attribute) and not (test.args or test.keywords):
        return _name_operands(test.func.value)
    texts: list[str] = []
    if isinstance(test, ast.Compare):
        test.left = _kept(test.left, texts)
        test.comparators = [_kept(part, texts) for part in test.comparators]
    elif isinstance(test, ast.Call):
        test.args = [_kept(part, texts) for part in test.args]
    return texts


def _kept(part: ast.expr, texts: list[str]) -> ast.expr:
    tells_nothing = (ast.Constant, ast.Starred, ast.GeneratorExp, ast.Lambda, ast.NamedExpr)
    if isinstance(part, tells_nothing) or not any(isinstance(node, ast.Name) for node in ast.walk(part)):
        return part
    texts.append(_on_one_line(ast.unparse(part)))
    target = ast.Name(f"{_OPERAND}{len(texts) - 1}", ast.Store())
    return _placed(ast.NamedExpr(ast.copy_location(target, part), part), part)


def _tolerated(statement: ast.stmt) -> ast.stmt:
    """Let a call of a test fail: it is run and told of as a test in any case."""
    caught = ast.Subscript(ast.Name(_ERRORS, ast.Load()), ast.Constant(0), ast.Load())
    return _placed(ast.Try([statement], [ast.ExceptHandler(caught, None, [ast.Pass()])], [], []), statement)


def _call(method: str, *arguments: ast.expr) -> ast.Call:
    return ast.Call(ast.Attribute(ast.Name(_NOTES, ast.Load()), method, ast.Load()), list(arguments), [])


def _placed(node: _Node, where: ast.AST) -> _Node:
    return ast.copy_location(node, where)


def _on_one_line(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= MAX_NAME else f"{text[: MAX_NAME - 1]}…"
