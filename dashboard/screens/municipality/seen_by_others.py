"""Wat anderen van ons zien: per audience and per kind, in plain words, from the agreement."""

from dashboard.drawing.list import LIST
from dashboard.figure import anatomy
from dashboard.figure.download import Column, TableData
from dashboard.screens.municipality.asked import OneMunicipality
from dashboard.subjects.seen import said_key, seen_drawn, seen_heads, seen_rows
from dashboard.view.address import View
from language.texts import say


def seen_by_others(municipality: OneMunicipality, view: View) -> None:
    """What others see of it: for its own people and for whoever sees its reports."""
    language = view.language
    rows, heads = seen_rows(municipality.code, language), seen_heads(language)
    finding = say("screen_municipality.seen.finding", language, name=municipality.name)
    columns = [Column(head, [row[place] for row in rows]) for place, head in enumerate(heads)]
    anatomy.figure(
        "seen_by_others",
        finding=finding,
        subtitle=say(said_key(municipality.code), language, name=municipality.name),
        draw=lambda: LIST.draw(seen_drawn(rows, heads, finding, language), key="seen_by_others"),
        note=say("screen_municipality.seen.note", language),
        table=TableData(finding, columns),
        kind="screen.kind.agreement",
        whom="own",
    )
