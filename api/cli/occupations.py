"""`laiyq occupations`: what a title means."""

from __future__ import annotations

import json
import sys
from typing import Annotated, Any

import typer

from api.cli.options import JsonOption, Lang, LangOption
from api.cli.output import emit, say, stdout
from api.wiring import knowledge
from scoring.occupations.check import problems

app = typer.Typer(help="The knowledge of occupations.", no_args_is_help=True)


@app.command()
def find(
    title: Annotated[str | None, typer.Argument(help="A job title as people write it.")] = None,
    batch: Annotated[bool, typer.Option("--batch", help="Titles on stdin, one JSON line each.")] = False,
    lang: LangOption = Lang.ru,
    json_: JsonOption = False,
) -> None:
    """The best groups of a title, with confidence and why; none rather than a wild guess."""
    if batch:
        for line in sys.stdin:
            sys.stdout.write(json.dumps({"title": line.rstrip("\n"), **_groups(line, lang)}, ensure_ascii=False) + "\n")
        return
    if title is None:
        raise typer.BadParameter("name a title, or use --batch", param_hint="TITLE")
    found = _groups(title, lang)
    if json_:
        emit(found)
        return
    for one in found["groups"]:
        stdout.print(f"{one['code']}  {one['confidence']:.2f}  {one['name']}  ({one['why']})", markup=False)
    if not found["groups"]:
        say("no occupation is named")


@app.command()
def check() -> None:
    """Codes, shares, languages and neighbours of the knowledge; exit code 1 where something is wrong."""
    found = problems(knowledge().classifier)
    for one in found:
        say(one)
    say(f"{len(found)} problems")
    if found:
        raise typer.Exit(1)


def _groups(title: str, lang: str) -> dict[str, Any]:
    """The JSON of `occupations find --json`: a group once, by its best branch."""
    known = knowledge()
    groups: dict[str, dict[str, Any]] = {}
    for found in known.finder.find(title):
        node = known.classifier.nodes[found.node]
        if node.code not in groups:
            group = known.classifier.nodes[known.classifier.by_name[node.code]]
            groups[node.code] = {
                "code": node.code,
                "name": group.names[lang],
                "confidence": round(found.confidence, 3),
                "why": found.why,
            }
            if node.key:
                groups[node.code]["branch"] = node.names[lang]
    return {"groups": list(groups.values())}


def register(parent: typer.Typer) -> None:
    """Adds the commands."""
    parent.add_typer(app, name="occupations")
