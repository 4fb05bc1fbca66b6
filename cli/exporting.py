"""`wams export`: the figures that anybody may see, as a package of open data under an address that does not change."""

from pathlib import Path
from typing import Annotated

import typer

from cli.asking_as import asking_as
from cli.knowing import known_at
from cli.outcome import Ending, asked_day, echo, end_not_done, end_wrong_use, now
from cli.surroundings import surroundings

LICENCE = "https://creativecommons.org/publicdomain/zero/1.0/"


def add_to(app: typer.Typer) -> None:
    """Register the command of this file."""
    app.command(
        epilog="Example: wams export --out open-data --publisher https://www.example.nl --address https://data.example.nl",
        help="Write what anybody may see as open data, with what it is.",
    )(export)


def export(
    *,
    out: Annotated[Path, typer.Option(help="the folder that gets a folder per package")],
    publisher: Annotated[str, typer.Option(metavar="URL", help="who publishes it")],
    address: Annotated[str, typer.Option(metavar="URL", help="where OUT can be read by everybody")],
    as_of: Annotated[str | None, typer.Option(help="the last day of a month; default the newest that is shown")] = None,
    licence: Annotated[str, typer.Option(metavar="URL", help="default CC0 1.0")] = LICENCE,
) -> None:
    """Make the package of a day; one that is there already with other figures is left alone, and 1 says so."""
    from api.open_data import Published, package
    from language.texts import say
    from metrics.defining.request import Request
    from metrics.released.release import day_asked, open_day

    here = surroundings()
    for name, url in (("--publisher", publisher), ("--address", address), ("--licence", licence)):
        if not url.startswith(("https://", "http://")):
            end_wrong_use(say("cli.export.no_url", here.language, option=name, url=url))
    with here.made_store.reader() as reader:
        # what came in last, and not this moment: the same knowledge is the same package
        moment = reader.info.last_recorded_at or now()
        is_synthetic = reader.info.is_synthetic
    asking, known = asking_as("lezer", here), known_at(here, moment, with_history=True)
    day = asked_day(as_of, "--as-of") if as_of else day_asked(moment, asking)
    request = Request(day)
    if not as_of:
        request = Request(open_day("step_completion", known, request, asking, is_now=True))
    name = f"{request.as_of.isoformat()}--{moment:%Y%m%dT%H%M%SZ}"
    said = Published(publisher, licence, f"{address.rstrip('/')}/{name}", is_synthetic)
    files = package(known, request, asking, said)
    if not files:
        end_not_done(say("cli.export.nothing", here.language, day=request.as_of))
    target = out / name
    if target.exists():
        is_same = all((target / path).exists() and (target / path).read_bytes() == made for path, made in files.items())
        if is_same:
            return echo(say("cli.export.unchanged", here.language, folder=target))
        echo(say("cli.export.other", here.language, folder=target), err=True)
        raise typer.Exit(Ending.DONE_BUT_REFUSED)
    try:
        _write(files, target)
    except OSError as error:
        end_not_done(say("cli.export.unwritable", here.language, folder=target, why=error.strerror))
    echo(say("cli.export.done", here.language, folder=target))
    return None


def _write(files: dict[str, bytes], target: Path) -> None:
    """Whole or not at all."""
    part = target.with_name(f".{target.name}.partial")
    for path, content in files.items():
        (part / path).parent.mkdir(parents=True, exist_ok=True)
        (part / path).write_bytes(content)
    part.rename(target)
