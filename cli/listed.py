"""Which commands there are and what the help says of each; the file of a command is read when that one is asked for.

Reading all of them costs twelve times an empty Python: the libraries of figures, workbooks and the office. What stands
here twice is held equal by a test.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Any, Final

import typer
from typer.core import TyperCommand, TyperGroup


@dataclass(frozen=True)
class Listed:
    """A command or a group of them: its file in this room, and what it says of itself."""

    module: str
    help: str


COMMANDS: Final[Mapping[str, Listed]] = {
    "demo": Listed("app_serving", "Make a synthetic store where there is none, and serve the app."),
    "serve": Listed("app_serving", "Serve the app on the store."),
    "demo-login": Listed(
        "signing_in_example",
        "Serve the example with signing in: six made-up people, and a provider on this machine.",
    ),
    "ingest": Listed("intake", "Take in report files; print what was accepted, corrected and refused."),
    "template": Listed("template", "Write the report workbook, with drop-downs, prefilled with the last statements."),
    "returned": Listed("returned", "Give a report back as a workbook, with what was refused at its own cells."),
    "resolve": Listed("resolving", "Say which municipality a name or code means on a date."),
    "metrics": Listed("figures", "List the catalogue of figures."),
    "metric": Listed("figures", "Ask one figure of the catalogue."),
    "export": Listed("exporting", "Write what anybody may see as open data, with what it is."),
    "forecast-record": Listed(
        "forecast_record",
        "Say how the expectations of 3, 6 and 12 months ago came out, and how often the outcome lay inside.",
    ),
    "revisions": Listed("revising", "Say what changed between two moments, and what it did to the headline figures."),
    "simulate": Listed("simulating", "Write synthetic report files, a manifest, and apart from them the truth."),
    "replay": Listed("simulating", "Take in a simulated folder in the order and at the moments of its manifest."),
    "status": Listed("store_state", "Say what is in the store and how old it is."),
    "verify": Listed("store_state", "Check the ledger, every file and the current generation."),
    "rebuild": Listed("store_state", "Make the store again from the journal alone."),
    "answers": Listed(
        "answering", "Answer what every page asks of what was published last, and keep it beside the store."
    ),
    "publish": Listed("publishing", "Put what was published last in a shared folder, for the machines that show it."),
    "fetch": Listed("publishing", "Take over what was published in a shared folder, to show it on this machine."),
    "compute": Listed("computing", "Compute a heavy table over the whole journal, here or on a cluster of Spark."),
    "migrate": Listed(
        "migrating",
        "Take out of an older store what may not stand in it: containers of files, and personal data in "
        "spellings that are known now. The figures stay as they are. Make a copy of the store first, and "
        "throw it away after.",
    ),
    "quarantine": Listed("quarantine", "The refused rows: list, show, resolve."),
    "correct": Listed("correcting", "Corrections and withdrawals: list, show, withdraw."),
    "reference": Listed("reference", "The register of municipalities, and their boundaries."),
    "repair": Listed("repairing", "Put right what went wrong in a store."),
    "bench": Listed("benches", "Measure the monitor itself."),
    "users": Listed("users", "Who may come in: list, admit, change, put out."),
    "sessions": Listed("sessions", "Who is in: list, end at once."),
    "tokens": Listed("tokens", "With what programs may ask the API: list, add, revoke."),
    "audit": Listed("audit", "Who did what, when, and by which way."),
    "agreement": Listed("agreement", "What municipalities said of being seen: show, set."),
    "rounds": Listed("rounds", "Rounds of reporting: list, open, close."),
    "office": Listed("office", "A copy of people and of the agreement, and back."),
}


class OnDemand(TyperGroup):
    """Shows every command as it is listed, and reads the file of the one that is run."""

    def __init__(self, **given: Any) -> None:
        """With what stands in the list, for the help and for who makes a typing error."""
        super().__init__(**given)
        for name, listed in COMMANDS.items():
            self.add_command(TyperCommand(name, help=listed.help))

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command itself in the place of what stands in the list."""
        if args and args[0] in COMMANDS:
            self.add_command(whole(args[0]))
        return super().resolve_command(ctx, args)


def whole(name: str) -> Any:
    """A command or group with all that it has."""
    module, parent = import_module(f"cli.{COMMANDS[name].module}"), typer.Typer(rich_markup_mode=None)
    if hasattr(module, "app"):
        parent.add_typer(module.app, name=name)
    else:
        module.add_to(parent)
    return typer.main.get_group(parent).commands[name]
