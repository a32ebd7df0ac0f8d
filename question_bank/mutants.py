"""Makes small mistakes in a right solution, one at a time: what a question's checks should notice.

Pure: works on the syntax tree. Must not know how a mutant is run. A mutant that cannot be told from the original is
listed in the package with a reason, by its `change`.
"""

import ast
import copy
from collections.abc import Callable, Iterator
from typing import Any, TypeVar

from msgspec import Struct


class Mutant(Struct, frozen=True):
    """One changed copy of a source."""

    line: int
    """Of the original, counted from 1."""
    change: str
    """The statement before and after, on one line; names the mutant within its source."""
    operator: str
    """What kind of mistake it is."""
    source: str


_ARITHMETIC: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Div,
    ast.Mod: ast.FloorDiv,
    ast.Pow: ast.Mult,
    ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd,
}
_COMPARISONS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
_TWINS = (
    ("max", "min"),
    ("maximum", "minimum"),
    ("argmax", "argmin"),
    ("amax", "amin"),
    ("any", "all"),
    ("zeros", "ones"),
    ("zeros_like", "ones_like"),
    ("sum", "mean"),
    ("floor", "ceil"),
    ("sin", "cos"),
    ("append", "extend"),
    ("argsort", "sort"),
    ("vstack", "hstack"),
    ("cumsum", "cumprod"),
    ("relu", "tanh"),
    ("softmax", "log_softmax"),
)
_OTHER_NAME = {one: other for pair in _TWINS for one, other in (pair, pair[::-1])}
_SHED = frozenset(
    {"abs", "absolute", "sqrt", "square", "exp", "log", "log1p", "expm1", "round", "floor", "ceil", "clip", "cumsum"}
    | {"copy", "clone", "detach", "astype", "ravel", "transpose", "sorted", "reversed", "unique"}
    | {"sigmoid", "tanh", "relu"}
)
"""Calls that are left out, so that their argument, or what they are called on, takes their place."""

_Statement = TypeVar("_Statement", bound=ast.stmt)
_Edit = Callable[[Any], Iterator[tuple[str, Any]]]


def mutants_of(source: str) -> tuple[Mutant, ...]:
    """Change a source in every way that is known here, each once, in the order of its lines. Raises SyntaxError."""
    tree = ast.parse(source)
    original = ast.unparse(tree)
    found: dict[str, Mutant] = {}
    for statement, where in _statements(tree):
        for operator, changed in _changes_of(statement):
            copied, place = _with(tree, where, changed)
            text = ast.unparse(ast.fix_missing_locations(copied))
            if text == original or text in found or not _compiles(text):
                continue
            change = f"{_headline(statement)} -> {_headline(place) if place is not None else '(nothing)'}"
            found[text] = Mutant(statement.lineno, change, operator, text + "\n")
    return tuple(sorted(found.values(), key=lambda mutant: (mutant.line, mutant.change)))


_Place = tuple[tuple[str, int], ...]
"""Fields and indices that lead from the module to a statement."""


def _statements(tree: ast.Module) -> Iterator[tuple[ast.stmt, _Place]]:
    """Walk over all statements but docstrings, imports and what stands below `if __name__ == "__main__"`."""

    def below(node: ast.AST, place: _Place) -> Iterator[tuple[ast.stmt, _Place]]:
        for field in ("body", "orelse", "finalbody", "handlers"):
            for index, child in enumerate(getattr(node, field, ()) if not isinstance(node, ast.Lambda) else ()):
                here = (*place, (field, index))
                if isinstance(child, ast.stmt) and not _is_left_alone(child):
                    yield child, here
                if not _is_main_block(child):
                    yield from below(child, here)

    return below(tree, ())


def _is_left_alone(statement: ast.stmt) -> bool:
    is_text = isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)
    return is_text or isinstance(statement, ast.Import | ast.ImportFrom | ast.Pass) or _is_main_block(statement)


def _is_main_block(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and "__name__" in ast.unparse(node.test)


def _with(tree: ast.Module, where: _Place, changed: ast.stmt | None) -> tuple[ast.Module, ast.stmt | None]:
    """Copy the tree with one statement replaced, or taken out."""
    copied = copy.deepcopy(tree)
    holder: Any = copied
    for field, index in where[:-1]:
        holder = getattr(holder, field)[index]
    field, index = where[-1]
    getattr(holder, field)[index] = ast.Pass() if changed is None else changed
    return copied, changed


def _changes_of(statement: ast.stmt) -> Iterator[tuple[str, ast.stmt | None]]:
    """Give changed copies of one statement; what is nested below it in a block is left to its own turn."""
    if isinstance(statement, ast.Assign | ast.AugAssign | ast.Expr | ast.Break | ast.Continue | ast.Raise):
        yield "statement left out", None
    for path in _expressions(statement):
        node = _at(statement, path)
        for edit in _EDITS:
            for operator, replacement in edit(node):
                changed = copy.deepcopy(statement)
                yield operator, _replaced(changed, path, replacement)


_Path = tuple[tuple[str, int | None], ...]


def _expressions(statement: ast.stmt) -> Iterator[_Path]:
    """Paths to the statement itself and to every node of it that is not in a block of statements."""

    def below(node: ast.AST, path: _Path) -> Iterator[_Path]:
        yield path
        for field, value in ast.iter_fields(node):
            if field in {"body", "orelse", "finalbody", "handlers"} and isinstance(node, ast.stmt):
                continue
            if field in {"annotation", "returns", "decorator_list"}:
                continue
            if isinstance(value, list):
                for index, item in enumerate(value):
                    if isinstance(item, ast.AST):
                        yield from below(item, (*path, (field, index)))
            elif isinstance(value, ast.AST):
                yield from below(value, (*path, (field, None)))

    return below(statement, ())


def _at(node: Any, path: _Path) -> Any:
    for field, index in path:
        node = getattr(node, field) if index is None else getattr(node, field)[index]
    return node


def _replaced(statement: ast.stmt, path: _Path, replacement: Any) -> ast.stmt:
    if not path:
        return replacement  # type: ignore[no-any-return]
    holder = _at(statement, path[:-1])
    field, index = path[-1]
    if index is None:
        setattr(holder, field, replacement)
    else:
        getattr(holder, field)[index] = replacement
    return statement


def _like(node: _Statement | ast.AST, **changes: Any) -> Any:
    changed = copy.deepcopy(node)
    for name, value in changes.items():
        setattr(changed, name, value)
    return changed


def _operators(node: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(node, ast.BinOp | ast.AugAssign) and type(node.op) in _ARITHMETIC:
        yield "other operator", _like(node, op=_ARITHMETIC[type(node.op)]())
    if isinstance(node, ast.AugAssign):
        yield "assigned instead of added", ast.Assign(targets=[node.target], value=node.value, lineno=node.lineno)
    if isinstance(node, ast.BoolOp):
        yield "other operator", _like(node, op=ast.Or() if isinstance(node.op, ast.And) else ast.And())
    is_sign = isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub | ast.Not | ast.Invert)
    if is_sign and not isinstance(node.operand, ast.Constant):
        yield "sign left out", node.operand
    if isinstance(node, ast.Compare):
        for place, operator in enumerate(node.ops):
            yield "other comparison", _like(node, ops=_swapped(node.ops, place, _COMPARISONS[type(operator)]()))


def _swapped(items: list[Any], place: int, item: Any) -> list[Any]:
    return [*items[:place], item, *items[place + 1 :]]


def _conditions(node: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(node, ast.If | ast.IfExp | ast.While):
        always = ast.Constant(value=True)
        if not isinstance(node, ast.While):
            yield "condition always true", _like(node, test=always)
        yield "condition never true", _like(node, test=ast.Constant(value=False))


def _constants(node: Any) -> Iterator[tuple[str, Any]]:
    if not isinstance(node, ast.Constant) or isinstance(node.value, str | bytes) or node.value is None:
        return
    value = node.value
    if isinstance(value, bool):
        yield "flag turned", ast.Constant(value=not value)
    elif isinstance(value, int):
        yield "number one up", ast.Constant(value=value + 1)
        if value:
            yield "number one down", ast.Constant(value=value - 1)
    elif isinstance(value, float):
        yield "number doubled", ast.Constant(value=value * 2 if value else 1.0)


def _calls(node: Any) -> Iterator[tuple[str, Any]]:
    if not isinstance(node, ast.Call):
        return
    name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    other = _OTHER_NAME.get(name)
    if other is not None:
        func = _like(node.func, attr=other) if isinstance(node.func, ast.Attribute) else ast.Name(other, ast.Load())
        yield "other function", _like(node, func=func)
    if name in _SHED:
        if node.args and (len(node.args) == 1 or not isinstance(node.func, ast.Attribute)):
            is_method = isinstance(node.func, ast.Attribute) and not _is_module(node.func.value)
            yield "call left out", node.func.value if is_method else node.args[0]  # type: ignore[attr-defined]
        elif isinstance(node.func, ast.Attribute) and not _is_module(node.func.value):
            yield "call left out", node.func.value
    for place, keyword in enumerate(node.keywords):
        rest = [*node.keywords[:place], *node.keywords[place + 1 :]]
        if keyword.arg is not None:
            yield "argument left out", _like(node, keywords=rest)
        if keyword.arg in {"axis", "dim"} and (turned := _other_axis(keyword.value)) is not None:
            yield "other axis", _like(node, keywords=_swapped(node.keywords, place, _like(keyword, value=turned)))


def _is_module(node: ast.expr) -> bool:
    return isinstance(node, ast.Name) and node.id in {"np", "numpy", "torch", "F", "math", "pd", "nn", "scipy"}


def _other_axis(value: ast.expr) -> ast.expr | None:
    if isinstance(value, ast.UnaryOp) and isinstance(value.operand, ast.Constant):
        return ast.Constant(value=0)
    if isinstance(value, ast.Constant) and isinstance(value.value, int):
        return ast.Constant(value=1 if value.value == 0 else 0)
    return None


def _returns(node: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(node, ast.Return) and isinstance(node.value, ast.Tuple) and len(node.value.elts) > 1:
        yield "results turned round", _like(node, value=_like(node.value, elts=node.value.elts[::-1]))


_EDITS: tuple[_Edit, ...] = (_operators, _conditions, _constants, _calls, _returns)


def _headline(statement: ast.stmt) -> str:
    return ast.unparse(statement).split("\n", 1)[0].strip()


def _compiles(text: str) -> bool:
    try:
        compile(text, "mutant", "exec", dont_inherit=True)
    except (SyntaxError, ValueError):
        return False
    return True
