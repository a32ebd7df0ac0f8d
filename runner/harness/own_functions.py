"""Runs the doctests of a file, and its `test_*` functions and `Test*` classes with pytest; tells how each ended.

The module is the one that was executed already; pytest is given it as it is, so nothing runs twice. It starts no
process, prints nothing and keeps no cache. pytest is imported only when there is something for it: that takes less than
a tenth of a second, and would nearly double what a warm parent of the small profile holds in memory.
"""

import ast
import contextlib
import os
import re
import tempfile
from collections.abc import Generator, Iterator, Sequence
from pathlib import Path
from types import CodeType, FunctionType, ModuleType
from typing import TYPE_CHECKING, Any, Final

from .own_asserts import Claims, Tell, Word, ended, outcome_of
from .showing import writable

if TYPE_CHECKING:
    import doctest

    import pytest

MAX_TESTS: Final = 200
MAX_PRINTED: Final = 2_000
"""Characters of what a failing test printed that are told of."""
MAX_EXAMPLES: Final = 3
"""Failing examples of one docstring that are told of."""

_PYTEST_NAME = re.compile(
    r"^\s*(?:async\s+def\s+test_|def\s+test_|class\s+Test|class\s+\w+\([\w.]*TestCase\))", re.MULTILINE
)
_OPTIONS: Final = (
    "--assert=plain",
    "--capture=sys",
    "--noconftest",
    "--import-mode=importlib",
    "--strict-markers",
    *(
        f"-pno:{plugin}"
        for plugin in (
            "cacheprovider",
            "terminal",
            "terminalprogress",
            "faulthandler",
            "threadexception",
            "unraisableexception",
            "warnings",
            "junitxml",
            "pastebin",
            "doctest",
            "setuponly",
            "setupplan",
            "stepwise",
        )
    ),
)


class OwnFunctions:
    """The doctests and test functions of one program, which has been executed."""

    def __init__(self, module: ModuleType, source: str, file_name: str, word: Word, tell: Tell) -> None:
        self._module = module
        self._source = source
        self._file_name = file_name
        self._word = word
        self._tell = tell

    def run(self) -> None:
        """Run them all, in the order of doctests, then functions."""
        if ">>>" in self._source:
            self._run_doctests()
        if _PYTEST_NAME.search(self._source):
            missing, n_there = self._not_reached()
            if missing:
                self._tell({"kind": "own_tests", "tests": missing[:MAX_TESTS]})
            if n_there:
                self._run_pytest()

    def _not_reached(self) -> tuple[list[Claims], int]:
        """List the tests that the file would have defined had it run to its end; count those that it did define."""
        missing: list[Claims] = []
        n_there = 0
        try:
            body = ast.parse(self._source).body
        except (SyntaxError, ValueError, RecursionError):
            return [], 0
        for node in body:
            if isinstance(node, ast.ClassDef) and _is_test_class(node):
                methods = [part for part in node.body if isinstance(part, ast.FunctionDef)]
                names = [f"{node.name}.{part.name}" for part in methods if part.name.startswith("test")]
            elif isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                wants_something = bool(node.args.posonlyargs or node.args.args) and not node.decorator_list
                names = [] if wants_something and node.name not in vars(self._module) else [node.name]
            else:
                continue
            if node.name in vars(self._module):
                n_there += len(names)
            else:
                missing += [{"name": name, "kind": "function", "line": node.lineno} for name in names]
        return missing, n_there

    def _run_doctests(self) -> None:
        import doctest

        finder = doctest.DocTestFinder()
        found = [test for test in finder.find(self._module, name=self._module.__name__) if test.examples]
        found.sort(key=lambda test: (test.lineno or 0, test.name))
        found = found[:MAX_TESTS]
        self._tell({"kind": "own_tests", "tests": [self._doctest_claims(test) for test in found]})
        runner = _doctest_runner(self._word)
        for at, test in enumerate(found):
            runner.run(test, out=lambda _text: None, clear_globs=False)
            verdict, said = runner.taken()
            self._tell(ended(at, verdict, said))

    def _doctest_claims(self, test: "doctest.DocTest") -> Claims:
        name = test.name.removeprefix(f"{self._module.__name__}").removeprefix(".")
        line = None if test.lineno is None else test.lineno + test.examples[0].lineno + 1
        return {"name": writable(f"doctest of {name or 'the file'}"), "kind": "doctest", "line": line}

    def _run_pytest(self) -> None:
        import pytest

        _explain_asserts(self._module, self._source, self._file_name)
        folder = Path(tempfile.gettempdir()) / "own-tests"
        folder.mkdir(exist_ok=True)
        file = folder / self._file_name
        file.write_text(self._source, encoding="utf-8")
        (folder / "pytest.ini").write_text("[pytest]\npython_functions = test_*\n", encoding="utf-8")
        prepare_pytest()
        plugin = _plugin(self._module, self._word, self._tell)
        places = [f"--rootdir={folder}", f"-c{folder / 'pytest.ini'}", f"--basetemp={folder / 'scratch'}"]
        with contextlib.suppress(SystemExit):
            pytest.main([str(file), *places, *_OPTIONS], plugins=[plugin])


def prepare_pytest() -> None:
    """Set what any run of pytest in here needs: no other distribution's plugins, and a log in a place to write to."""
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    os.environ["PYTEST_ADDOPTS"] = f"--log-file={Path(tempfile.gettempdir()) / 'pytest.log'}"


def _is_test_class(node: ast.ClassDef) -> bool:
    """Say whether pytest looks for tests in a class: one of its own kind by its name, one of unittest's by its base."""
    bases = [base.attr if isinstance(base, ast.Attribute) else getattr(base, "id", "") for base in node.bases]
    return node.name.startswith("Test") or any(base.endswith("TestCase") for base in bases)


def _doctest_runner(word: Word) -> Any:
    import doctest

    class Runner(doctest.DocTestRunner):
        """Keeps what failed instead of printing it."""

        def __init__(self) -> None:
            super().__init__(verbose=False, optionflags=doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE)
            self._found: list[tuple[str, str]] = []

        def report_failure(self, out: Any, test: doctest.DocTest, example: doctest.Example, got: str) -> None:
            """Keep an example that gave something else."""
            del out, test
            said = f"{example.source.strip()}\nExpected:\n{_indented(example.want)}\nGot:\n{_indented(got)}"
            self._found.append(("failed", said))

        def report_unexpected_exception(
            self, out: Any, test: doctest.DocTest, example: doctest.Example, exc_info: Any
        ) -> None:
            """Keep an example that raised."""
            del out, test
            verdict, said = outcome_of(exc_info[1], word)
            self._found.append((verdict, f"{example.source.strip()}\n{said}"))

        def taken(self) -> tuple[str, str]:
            """Give the verdict on the docstring and the words for it, and begin anew."""
            found, self._found = self._found, []
            if not found:
                return "passed", ""
            more = [f"{len(found) - MAX_EXAMPLES} more failed."] if len(found) > MAX_EXAMPLES else []
            return found[0][0], "\n\n".join([*(said for _, said in found[:MAX_EXAMPLES]), *more])

    return Runner()


def _indented(text: str) -> str:
    return "\n".join(f"    {line}" for line in text.rstrip("\n").split("\n")) if text.strip() else "    nothing"


def _plugin(module: ModuleType, word: Word, tell: Tell) -> object:
    """Make the pytest plugin that hands over the module and tells of each test."""
    import pytest

    class LiveModule(pytest.Module):
        """The module that was executed, instead of another import of its file."""

        def _getobj(self) -> ModuleType:
            return module

    class Plugin:
        def __init__(self) -> None:
            self._items: dict[str, int] = {}
            self._found: dict[str, tuple[str, str]] = {}

        def pytest_pycollect_makemodule(self, module_path: Path, parent: Any) -> Any:
            """Take the place of the import."""
            return LiveModule.from_parent(parent, path=module_path)

        def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
            """Leave out what is no test in spite of its name, and tell which tests there are."""
            items[:] = [item for item in items if _is_test(item, module)][:MAX_TESTS]
            tell({"kind": "own_tests", "tests": [_item_claims(item) for item in items]})
            self._items = {item.nodeid: place for place, item in enumerate(items)}

        @pytest.hookimpl(wrapper=True)
        def pytest_runtest_makereport(
            self, item: pytest.Item, call: pytest.CallInfo[None]
        ) -> Generator[None, pytest.TestReport, pytest.TestReport]:
            """Keep the first thing that went wrong in a test."""
            report = yield
            if report.outcome != "passed" and item.nodeid not in self._found:
                self._found[item.nodeid] = _verdict_on(report, call, word)
            return report

        @pytest.hookimpl(wrapper=True)
        def pytest_runtest_protocol(self, item: pytest.Item) -> Generator[None, Any, Any]:
            """Tell of a test when it is over, its clearing up included."""
            result = yield
            verdict, message = self._found.pop(item.nodeid, ("passed", ""))
            tell(ended(self._items[item.nodeid], verdict, message))
            return result

    return Plugin()


def _verdict_on(report: "pytest.TestReport", call: "pytest.CallInfo[None]", word: Word) -> tuple[str, str]:
    if hasattr(report, "wasxfail"):
        if report.outcome == "skipped":
            return "passed", f"It fails, as it says itself: {report.wasxfail}".rstrip(": ")
        return "failed", "It is marked as failing, and passes."
    if report.outcome == "skipped":
        why = call.excinfo.value if call.excinfo is not None else ""
        return "not_run", f"Skipped: {why}"
    if call.excinfo is None:
        return "failed", str(report.longrepr)
    error = call.excinfo.value
    if type(error).__name__ == "FixtureLookupError":
        return "error", f"There is no fixture {getattr(error, 'argname', '')!r}."
    verdict, message = outcome_of(error, word)
    # Without walls the scratch folder has another name each time.
    message = message.replace("\n  Use -v to get more diff", "").replace(tempfile.gettempdir(), "/tmp").rstrip()
    printed = (report.capstdout + report.capstderr).rstrip()
    if printed:
        cut = " [… cut]" if len(printed) > MAX_PRINTED else ""
        message = f"{message}\nIt printed:\n{_indented(printed[:MAX_PRINTED])}{cut}"
    return verdict, message


def _is_test(item: "pytest.Item", module: ModuleType) -> bool:
    """Say whether something is meant as a test: a helper that happens to be called `test_…` wants arguments."""
    function = getattr(item, "function", None)
    if getattr(function, "__module__", None) != module.__name__:
        return False
    information = getattr(item, "_fixtureinfo", None)
    if information is None or item.own_markers:
        return True
    given = set(getattr(getattr(item, "callspec", None), "params", ()))
    given.add("request")
    return all(name in information.name2fixturedefs or name in given for name in information.argnames)


def _item_claims(item: "pytest.Item") -> Claims:
    line = item.location[1]
    name = item.nodeid.partition("::")[2].replace("::", ".")
    return {"name": writable(name), "kind": "function", "line": None if line is None else line + 1}


def _explain_asserts(module: ModuleType, source: str, file_name: str) -> None:
    """Have the asserts in the module's functions say what the values were, as pytest does on import.

    The functions stay the same objects: only their code is replaced, by that of the same place in the prepared file.
    """
    try:
        from _pytest.assertion import rewrite

        tree = ast.parse(source)
        rewrite.rewrite_asserts(tree, source.encode())
        codes = {(code.co_qualname, code.co_firstlineno): code for code in _codes_of(compile(tree, file_name, "exec"))}
    except Exception:
        return
    vars(module).update({"@py_builtins": __import__("builtins"), "@pytest_ar": rewrite})
    for function in _functions_of(module, file_name):
        code = codes.get((function.__code__.co_qualname, function.__code__.co_firstlineno))
        if code is not None and code.co_freevars == function.__code__.co_freevars:
            function.__code__ = code


def _codes_of(code: CodeType) -> Iterator[CodeType]:
    yield code
    for part in code.co_consts:
        if isinstance(part, CodeType):
            yield from _codes_of(part)


def _functions_of(module: ModuleType, file_name: str) -> Sequence[FunctionType]:
    holders = [vars(module), *(vars(value) for value in vars(module).values() if type(value) is type)]
    found: dict[int, FunctionType] = {}
    for value in (value for holder in holders for value in tuple(holder.values())):
        function: Any = value
        while function is not None:
            unwrapped = getattr(function, "__func__", function)
            if type(unwrapped) is FunctionType and unwrapped.__code__.co_filename == file_name:
                found[id(unwrapped)] = unwrapped
            function = vars(function).get("__wrapped__") if hasattr(function, "__dict__") else None
    return tuple(found.values())
