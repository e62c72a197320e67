"""`laiyq notices`: what is to be said to whom, in the words of the catalogues. Nothing is sent from here."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from api.cli.events import OBJECTS
from api.cli.options import DataOption, JsonOption, Lang, LangOption, LimitOption, settings
from api.cli.output import emit, say
from api.wiring import store_of
from matcher.cases.notices.texts import Texts
from matcher.casework import Casework
from matcher.store.notices import PAGE, Kept


def notices(
    context: typer.Context,
    thing: Annotated[
        str | None, typer.Argument(metavar="[OBJECT", help="vacancy, referral, seeker, unemployed or plan.")
    ] = None,
    of: Annotated[str | None, typer.Argument(metavar="ID]", help="Of the referral; else the person's.")] = None,
    since: Annotated[int, typer.Option("--since", min=0, help="Behind this entry of the journal.")] = 0,
    limit: LimitOption = PAGE,
    lang: LangOption = Lang.ru,
    data: DataOption = None,
    json_: JsonOption = False,
) -> None:
    """What the steps of cases have to say, in the order of the journal; what the sender fills in stands in braces."""
    if (thing is None) != (of is None) or (thing is not None and thing not in OBJECTS):
        known = ", ".join(list(OBJECTS)[:5])
        raise typer.BadParameter(f"give OBJECT and ID, or neither; OBJECT is one of: {known}", param_hint="OBJECT")
    with store_of(settings(context, data)) as store:
        casework = Casework(store)
        if thing is None or of is None:
            found = casework.notices_after(since, limit)
        else:
            found = [one for one in casework.notices(OBJECTS[thing], of) if one.entry > since][:limit]
        law = casework.law()
    texts = Texts()
    told = [_told(one, texts, lang) for one in found]
    if json_:
        emit({"notices": told, "last": max((one.entry for one in found), default=since)})
        return
    for one, kept in zip(told, found, strict=True):
        due = f"\tuntil {one['due']}" if one["due"] else ""
        to = f"{one['to']} {one['receiver']}" if one["receiver"] else one["to"]
        typer.echo(
            f"{one['entry']}\t{law.local(kept.occurred_at):%Y-%m-%d %H:%M}\t{one['notice']}\t{to}\t"
            f"{'/'.join(one['channels'])}\t{one['object']} {one['id']}{due}\n  {one['title']}"
        )
        for line in one["text"].splitlines():
            typer.echo(f"  {line}")
    say(f"{len(told)} notices")


def _told(one: Kept, texts: Texts, lang: Lang) -> dict[str, Any]:
    notice = one.notice
    words = texts.said(notice.code, lang.value, notice.fields)
    return {
        "entry": one.entry, "object": one.kind, "id": one.thing, "event": one.event,
        "occurred_at": one.occurred_at.isoformat(), "recorded_at": one.recorded_at.isoformat(),
        "notice": notice.code, "to": notice.to, "receiver": one.receiver_id, "channels": list(notice.channels),
        "on_request": notice.on_request, "due": notice.due.isoformat() if notice.due else None,
        "fields": dict(notice.fields), "title": words.title, "text": words.text,
    }  # fmt: skip


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command("notices")(notices)
