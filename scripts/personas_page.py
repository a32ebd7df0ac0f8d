"""The reference page of simulated candidates: who there is, and what a scenario file may hold. Text out."""

import ast
import inspect

from scripts.reference import classes_with_fields, table
from server.simulate import phrasing, scenario
from server.simulate.scenario import persona, persona_ids

_PAGE = """\
# Simulated candidates

Whom `thinkaloud simulate` can have sit an interview ([how](../howto/simulate-a-candidate.md)). Written from the code by
`make schema`; a test checks that it is current.

{cast}
## Templates

{templates}

## Scenario files

A TOML file with the fields of `Scenario`; the steps are `[[clarify]]`, `[[plan]]`, `[[work]]`, `[[discuss]]` and
`[[wrap_up]]`, the replies `[replies.KIND]`. Kinds of questions: {kinds}. Meanings: {meanings}.

{parts}"""


def personas_markdown() -> str:
    """Describe the cast and the format of scenario files."""
    cast = table(("persona", "who that is"), [(f"`{name}`", persona(name).says) for name in persona_ids()])
    said = dict(classes_with_fields(ast.parse(inspect.getsource(scenario))))
    parts = []
    for name in ("Scenario", "Step", "Reply", "Pace"):
        says, fields = said[name]
        parts.append(f"### {name}\n\n{says}\n\n{table(('field', 'type', 'what it is'), fields)}")
    doc = inspect.cleandoc(phrasing.__doc__ or "").partition("\n\n")[2]
    return _PAGE.format(
        cast=cast,
        templates=doc,
        kinds=_listed(scenario.Asked),
        meanings=_listed(scenario.Means),
        parts="\n".join(parts),
    )


def _listed(names: object) -> str:
    return ", ".join(f"`{name}`" for name in getattr(names, "__args__", ()) if name)
