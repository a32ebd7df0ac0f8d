"""Writes what the page's editor completes and explains, from the libraries that are installed here.

`python scripts/editor_names.py` writes one JSON file for each library under `web/src/editor/names/`: the public names
of its modules, the parameters of what can be called, the methods of its tables and arrays, and which names the question
bank's own code uses, most often first. It needs `make torch`. Nothing in those files is typed by hand.
"""

import ast
import importlib
import inspect
import json
import re
import sys
import warnings
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

NAMES = ROOT / "web" / "src" / "editor" / "names"
BANK = ROOT / "question_bank" / "packages"
# What an interview about machine learning can import here; the first of each is what the file is called after.
LIBRARIES: dict[str, tuple[str, ...]] = {
    "python": ("builtins", "math", "random", "statistics", "collections", "itertools", "functools", "heapq", "bisect",
               "re", "time", "string", "json", "dataclasses", "copy", "operator"),
    "numpy": ("numpy", "numpy.linalg", "numpy.random", "numpy.fft", "numpy.testing", "numpy.lib.stride_tricks"),
    "pandas": ("pandas", "pandas.testing"),
    "matplotlib": ("matplotlib.pyplot",),
    "torch": ("torch", "torch.nn", "torch.nn.functional", "torch.nn.init", "torch.nn.utils", "torch.optim",
              "torch.optim.lr_scheduler", "torch.utils.data", "torch.linalg", "torch.distributions", "torch.testing"),
    "sklearn": ("sklearn.base", "sklearn.cluster", "sklearn.compose", "sklearn.datasets", "sklearn.decomposition",
                "sklearn.ensemble", "sklearn.feature_selection", "sklearn.impute", "sklearn.linear_model",
                "sklearn.metrics", "sklearn.model_selection", "sklearn.naive_bayes", "sklearn.neighbors",
                "sklearn.pipeline", "sklearn.preprocessing", "sklearn.svm", "sklearn.tree"),
}  # fmt: skip
# Whose methods are offered after a dot behind anything else.
KINDS: dict[str, tuple[str, ...]] = {
    "python": ("builtins.str", "builtins.list", "builtins.dict", "builtins.set"),
    "numpy": ("numpy.ndarray", "numpy.random.Generator"),
    "pandas": ("pandas.DataFrame", "pandas.Series"),
    "torch": ("torch.Tensor", "torch.nn.Module"),
}
LONGEST_DEFAULT = 12


class Uses(ast.NodeVisitor):
    """Counts dotted names as the libraries call them, and attributes, over several files."""

    def __init__(self) -> None:
        self.names: Counter[str] = Counter()
        self.attributes: Counter[str] = Counter()
        self._aliases: dict[str, str] = {}

    def read(self, source: str) -> None:
        """Count in one file, whose imports are its own."""
        self._aliases = {}
        self.visit(ast.parse(source))

    def visit_Import(self, node: ast.Import) -> None:
        """Take down what the file calls a module."""
        for alias in node.names:
            self._aliases[alias.asname or alias.name.split(".")[0]] = (
                alias.name if alias.asname else alias.name.split(".")[0]
            )

    def visit_ImportFrom(self, node: ast.ImportFrom) -> None:
        """Take down what the file calls a name of a module; to import it is to use it."""
        for alias in node.names:
            self._aliases[alias.asname or alias.name] = f"{node.module}.{alias.name}"
            self.names[f"{node.module}.{alias.name}"] += 1

    def visit_Name(self, node: ast.Name) -> None:
        """Count a bare name: a builtin, or one that was imported."""
        self.names[self._aliases.get(node.id, f"builtins.{node.id}")] += 1

    def visit_Attribute(self, node: ast.Attribute) -> None:
        """Count a dotted name as a whole."""
        self.attributes[node.attr] += 1
        parts = [node.attr]
        inner = node.value
        while isinstance(inner, ast.Attribute):
            parts.append(inner.attr)
            inner = inner.value
        if isinstance(inner, ast.Name) and inner.id in self._aliases:
            self.names[".".join([self._aliases[inner.id], *reversed(parts)])] += 1
        self.visit(node.value)


def uses_in_the_bank() -> Uses:
    """Count what the code of all questions uses."""
    uses = Uses()
    for path in sorted(BANK.rglob("*.py")):
        uses.read(path.read_text(encoding="utf-8"))
    return uses


def public_names(module: ModuleType) -> list[str]:
    """List what a module offers: what it declares, else what it defines itself."""
    declared = getattr(module, "__all__", None)
    if declared is not None:
        return sorted({name for name in declared if not name.startswith("_") and _has(module, name)})
    root = module.__name__.split(".")[0]
    return sorted(name for name, value in vars(module).items() if not name.startswith("_") and _is_own(value, root))


def _has(module: ModuleType, name: str) -> bool:
    try:
        return hasattr(module, name)
    except ImportError:  # scikit-learn's experiments want to be asked for
        return False


def _is_own(value: object, root: str) -> bool:
    if inspect.ismodule(value):
        return False
    home = getattr(value, "__module__", None)
    return home is None or not isinstance(home, str) or home.split(".")[0].lstrip("_") == root


def parameters(name: str, thing: object, *, bound: bool = False) -> str | None:
    """Write the parameters of what can be called, defaults where they are short; None when nobody says them."""
    try:
        found = list(inspect.signature(thing).parameters.values())  # type: ignore[arg-type]
    except (TypeError, ValueError):
        return _from_docstring(name, thing)
    if bound and found and found[0].kind in (found[0].POSITIONAL_ONLY, found[0].POSITIONAL_OR_KEYWORD):
        found = found[1:]
    if not bound and [each.kind for each in found] == [inspect.Parameter.VAR_POSITIONAL, inspect.Parameter.VAR_KEYWORD]:
        # Says nothing; a docstring may say more.
        return _from_docstring(name, thing) or _joined(found)
    return _joined(found)


def _joined(found: list[inspect.Parameter]) -> str:
    """Write parameters as they stand in a definition, without types and without private ones."""
    said: list[str] = []
    had_star = False
    for index, each in enumerate(found):
        if each.name.startswith("_"):
            continue
        if each.kind is each.KEYWORD_ONLY and not had_star:
            said.append("*")
            had_star = True
        if each.kind is each.VAR_POSITIONAL:
            said.append(f"*{each.name}")
            had_star = True
        elif each.kind is each.VAR_KEYWORD:
            said.append(f"**{each.name}")
        else:
            said.append(each.name if each.default is each.empty else f"{each.name}={_short(repr(each.default))}")
        ends_positional = index + 1 == len(found) or found[index + 1].kind is not each.POSITIONAL_ONLY
        if each.kind is each.POSITIONAL_ONLY and ends_positional:
            said.append("/")
    return ", ".join(said)


def _short(default: str) -> str:
    return default if len(default) <= LONGEST_DEFAULT and not default.startswith("<") else "…"


def _from_docstring(name: str, thing: object) -> str | None:
    """Read the parameters where a function written in C says them: `name(a, b=1) -> Tensor` in its docstring."""
    doc = (inspect.getdoc(thing) or "").replace("\\*", "*")
    head = rf"^(?:\.\. function:: )?(?:\w+\.)*{re.escape(name)}\(((?:[^()]|\([^()]*\))*)\)\s*(?:-+>.*)?$"
    said = [_parts(found.group(1)) for found in re.finditer(head, doc, re.MULTILINE)]
    readable = [parts for parts in said if all(re.fullmatch(r"\*|/|\*{0,2}\w+(?:=.+)?", part) for part in parts)]
    if not readable:
        return None
    return ", ".join(max(readable, key=len))


def _parts(text: str) -> list[str]:
    """Part a list of parameters at its own commas; optional ones lose their brackets, all of them their types."""
    text = re.sub(r"\s*\[(?=\s*,)|(?<![=\[\w])\](?=\]*\s*(?:,|$))|(?<=\w)\](?=\]*(?:,|$))", "", text)
    parts, depth, start = [], 0, 0
    for at, sign in enumerate(text):
        depth += (sign in "([{") - (sign in ")]}")
        if sign == "," and depth == 0:
            parts.append(text[start:at])
            start = at + 1
    parts.append(text[start:])
    return [said for part in parts if (said := _part(part.strip())) and not said.startswith("_")]


def _part(part: str) -> str:
    name, equals, default = part.partition("=")
    name = name.partition(":")[0].strip()
    return f"{name}={_short(default.strip())}" if equals else name


def stubs() -> dict[str, str]:
    """Read the parameters of PyTorch's functions from its type stubs, which know those that no docstring tells of."""
    folder = Path(importlib.import_module("torch").__file__ or "").parent
    tree = ast.parse((folder / "_C" / "_VariableFunctions.pyi").read_text(encoding="utf-8"))
    said: dict[str, str] = {}
    for node in tree.body:
        if isinstance(node, ast.FunctionDef):
            for each in (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs):
                each.annotation = None
            parts = _parts(ast.unparse(node.args))
            said[node.name] = max(said.get(node.name, ""), ", ".join(parts), key=len)
    return said


def names_of(module_name: str, uses: Uses) -> dict[str, object]:
    """Describe one module: functions and classes with their parameters, other names, modules within."""
    module = importlib.import_module(module_name)
    functions: dict[str, str | None] = {}
    classes: dict[str, str | None] = {}
    values: list[str] = []
    for name in public_names(module):
        thing = getattr(module, name)
        if inspect.ismodule(thing):
            continue
        if inspect.isclass(thing):
            classes[name] = parameters(name, thing)
        elif callable(thing):
            functions[name] = parameters(name, thing)
        else:
            values.append(name)
    if module_name == "torch":
        known = stubs()
        functions = {name: known.get(name) if said is None else said for name, said in functions.items()}
    within = [name.rpartition(".")[2] for name in _all_modules() if name.rpartition(".")[0] == module_name]
    listed = {*functions, *classes, *values}
    often = [
        name
        for full, _ in sorted(uses.names.items(), key=lambda use: (-use[1], use[0]))
        if full.rpartition(".")[0] == module_name and (name := full.rpartition(".")[2]) in listed
    ]
    return {"functions": functions, "classes": classes, "values": values, "modules": within, "often": often}


def _all_modules() -> list[str]:
    named = {module for modules in LIBRARIES.values() for module in modules}
    # `numpy.lib` is no module of ours, but `numpy.lib.stride_tricks` is reached through it.
    parents = {".".join(module.split(".")[:n]) for module in named for n in range(1, module.count(".") + 1)}
    return sorted(named | parents)


def methods_of(kind_name: str, uses: Uses) -> dict[str, str | None]:
    """List methods and attributes of a class with their parameters; an attribute has none."""
    home, _, name = kind_name.rpartition(".")
    kind = getattr(importlib.import_module(home), name)
    return {
        member: parameters(member, thing, bound=True) if callable(thing) else None
        for member, thing in _members(kind)
        # A tensor's methods that change it in place double the list: only those that are used.
        if not member.endswith("_") or uses.attributes[member] > 0
    }


def _members(kind: type) -> Iterator[tuple[str, object]]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for member in sorted(dir(kind)):
            if not member.startswith("_"):
                yield member, getattr(kind, member, None)


def described() -> Iterator[tuple[Path, str]]:
    """Give each file with its text."""
    uses = uses_in_the_bank()
    for library, modules in LIBRARIES.items():
        kinds = {kind.rpartition(".")[2]: methods_of(kind, uses) for kind in KINDS.get(library, ())}
        members = {member for kind in kinds.values() for member in kind}
        content = {
            "modules": {module: names_of(module, uses) for module in modules},
            "methods": kinds,
            "often": [name for name, _ in uses.attributes.most_common() if name in members],
        }
        yield NAMES / f"{library}.json", json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def main() -> int:
    """Write the files; say what is in them."""
    warnings.simplefilter("ignore")
    NAMES.mkdir(exist_ok=True)
    for path, text in described():
        path.write_text(text, encoding="utf-8")
        modules = json.loads(text)["modules"].values()
        called = [said for module in modules for part in ("functions", "classes") for said in module[part].values()]
        known = sum(said is not None for said in called)
        print(f"{path.relative_to(ROOT)}: {known} of {len(called)} with parameters, {len(text)} characters")
    return 0


if __name__ == "__main__":
    sys.exit(main())
