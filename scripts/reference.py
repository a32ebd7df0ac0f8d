"""The pages of docs/reference that are written from the code: settings, events, command line. Text in, text out."""

import ast
import inspect
from collections.abc import Iterator
from typing import Any, get_args

from pydantic_core import PydanticUndefined

from server import cli
from server.settings import PREFIX, Settings
from transcripts import events

_BY = "Written from the code by `make schema`; a test checks that it is current."
_SETTINGS = """\
# Settings

Environment variables, read by every command. An empty one is as if it were not set. {by}

{table}
The data folder holds `sessions.sqlite3` (all sessions), `comments.sqlite3` (what was written beside their moments),
`shares.sqlite3` (links to sessions, without their secrets), `access-token` (kept over restarts), `server.lock` (one
server at a time), `model.json` (the language model that was set on the page, with its key) and, while a server runs,
`server.json` (where it listens, for `thinkaloud interview`). Those that hold the token or a key are readable for their
owner only.
"""
_EVENTS = """\
# Events

Everything that can be in a session's log. One line of the log is an envelope: `session_id`, `seq` (from 1, without
gaps), `at_ms` (interview time), `actor`, `prev_sha256` (hash of the line before), `intent_id` (of the client's message
that caused it, or null) and the `event`. Each event has its `type`, which is the heading below, and `v`, its version.
{by}
"""
_COMMAND_LINE = """\
# Command line

Exit code 0 means that the command did its work, whatever the verdict; 2 comes with one line on standard error that says
why it could not. `thinkaloud --traceback COMMAND` shows where a fault of ours was. {by}
"""


def settings_markdown() -> str:
    """Describe every setting."""
    rows = []
    for name, field in Settings.model_fields.items():
        default = field.default
        if field.default_factory is not None:
            shown = "the user's data folder on this system"
        elif default is PydanticUndefined or default is None or default in ("", ()):
            shown = "none"
        else:
            shown = f"`{int(default) if isinstance(default, bool) else default}`"
        rows.append((f"`{PREFIX}{name.upper()}`", field.description or "", shown))
    return _SETTINGS.format(by=_BY, table=table(("variable", "what it does", "default"), rows))


def events_markdown() -> str:
    """Describe every event with its fields."""
    said = dict(classes_with_fields(ast.parse(inspect.getsource(events))))
    parts = [_EVENTS.format(by=_BY)]
    for kind in get_args(events.Event):
        says, fields = said[kind.__name__]
        parts.append(f"## {kind.__struct_config__.tag}\n\n{says}\n")
        if fields:
            parts.append(table(("field", "type", "what it is"), fields))
    for enum in (events.Phase, events.Act, events.Move):
        says, fields = said[enum.__name__]
        words_of = {name: words for name, _, words in fields}
        values = [(f"`{part.value}`", words_of[part.name]) for part in enum]
        parts.append(f"## Values of {enum.__name__}\n\n{says}\n\n{table(('value', 'what it is'), values)}")
    return "\n".join(parts)


def command_line_markdown() -> str:
    """Describe every command with its arguments and options."""
    parts = [_COMMAND_LINE.format(by=_BY)]
    for name in cli.COMMANDS:
        command = cli.command_at(name)
        inner = getattr(command, "commands", None)
        for path, found in [(f"{name} {part}", each) for part, each in inner.items()] if inner else [(name, command)]:
            parts.append(_command(path, found))
    return "\n".join(parts)


def _command(path: str, command: Any) -> str:
    arguments = [part for part in command.params if part.param_type_name == "argument"]
    options = [part for part in command.params if part.param_type_name == "option" and part.name != "help"]
    usage = " ".join(
        ["thinkaloud", path, *(_argument(part) for part in arguments), *(["[options]"] if options else [])]
    )
    says = " ".join((command.help or "").split())
    rows = [(f"`{_argument(part)}`", part.help or "") for part in arguments if getattr(part, "help", None)]
    rows += [(f"`{', '.join(part.opts)}`", part.help or "") for part in options]
    return f"## {path}\n\n    {usage}\n\n{says}\n" + (f"\n{table(('', 'what it does'), rows)}" if rows else "")


def _argument(part: Any) -> str:
    name = (part.metavar or part.name).upper().rstrip(".") + ("..." if part.nargs == -1 else "")
    return name if part.required else f"[{name}]"


def classes_with_fields(module: ast.Module) -> Iterator[tuple[str, tuple[str, list[tuple[str, str, str]]]]]:
    """Find each class's docstring and its fields, with the string that stands below a field."""
    for node in module.body:
        if not isinstance(node, ast.ClassDef):
            continue
        fields: list[tuple[str, str, str]] = []
        for part in node.body:
            match part:
                case ast.AnnAssign(target=ast.Name(id=name), annotation=annotation):
                    fields.append((f"`{name}`", f"`{ast.unparse(annotation)}`", ""))
                case ast.Assign(targets=[ast.Name(id=name)]):
                    fields.append((name, "", ""))
                case ast.Expr(value=ast.Constant(value=str(words))) if fields:
                    fields[-1] = (*fields[-1][:2], " ".join(words.split()))
                case _:
                    pass
        yield node.name, (inspect.cleandoc(ast.get_docstring(node) or ""), fields)


def table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    """Write a table as Markdown."""
    lines = [head, ("---",) * len(head), *(tuple(cell.replace("|", "\\|") for cell in row) for row in rows)]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)
