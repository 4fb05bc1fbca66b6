"""`wams reference`: what is known of municipalities, and boundaries from a file of your own."""

from pathlib import Path
from typing import Annotated

import typer

from cli.outcome import Ending, echo, end_not_done, end_wrong_use, now, print_json
from cli.surroundings import surroundings

app = typer.Typer(help="The register of municipalities, and their boundaries.", no_args_is_help=True)
SHOWN = 5  # codes in one line
JSON_OPTION = typer.Option("--json", help="print JSON alone")


@app.command(
    epilog="Example: wams reference boundaries gemeenten.geojson",
    help="Load boundaries (GeoJSON in WGS84) for a second form of the map.",
)
def boundaries(
    file: Annotated[Path, typer.Argument(metavar="FILE")], *, as_json: Annotated[bool, JSON_OPTION] = False
) -> None:
    """Read, check and keep the boundaries; exit 1 when municipalities were left out or have none."""
    from domain.clocks import dutch_day
    from language.formats import integer, listing
    from language.texts import say
    from pipelines.boundaries import BoundariesRefusedError, keep_boundaries, read_boundaries

    here = surroundings()
    language = here.language
    try:
        content = file.read_bytes()
    except OSError:
        end_wrong_use(say("boundaries.told.no_file", language, file=file))
    try:
        found = read_boundaries(content, file.name, here.register.by_code)
    except BoundariesRefusedError as refused:
        end_not_done(refused.message[language])
    path = keep_boundaries(found, here.places.home)
    today = here.register.on(dutch_day(now()))["municipality_code"].to_list()
    without = [code for code in today if code not in found.municipalities]
    if as_json:
        print_json(
            {
                "file": str(path),
                "source": found.source,
                "sha256": found.sha256,
                "municipality_count": len(found.municipalities),
                "point_count": found.point_count,
                "left_out": list(found.left_out),
                "without_boundary": without,
            }
        )
    else:
        counts = {"count": integer(len(found.municipalities), language), "points": integer(found.point_count, language)}
        echo(say("boundaries.told.loaded", language, source=found.source, **counts))
        if found.left_out:
            echo(say("boundaries.told.left_out", language, codes=listing(found.left_out[:SHOWN], language)))
        if without:
            shown = {"count": integer(len(without), language), "codes": listing(without[:SHOWN], language)}
            echo(say("boundaries.told.without", language, **shown))
    if found.left_out or without:
        raise typer.Exit(Ending.DONE_BUT_REFUSED)


@app.command(epilog="Example: wams reference show --json", help="Say which register and which boundaries are in use.")
def show(*, as_json: Annotated[bool, JSON_OPTION] = False) -> None:
    """Say which reference facts are in use."""
    from domain.clocks import dutch_day
    from language.formats import day, integer
    from language.texts import say
    from pipelines.boundaries import boundaries_file, load_boundaries

    here = surroundings()
    language, today = here.language, dutch_day(now())
    path = boundaries_file(here.places.home)
    found = load_boundaries(path) if path.exists() else None
    count = here.register.on(today).height
    dissolved = here.register.reorganisations["old_code"].n_unique()
    if as_json:
        loaded = found and {
            "source": found.source,
            "sha256": found.sha256,
            "municipality_count": len(found.municipalities),
            "left_out": list(found.left_out),
        }
        register = {"version": here.register.version, "municipality_count": count, "dissolved_count": dissolved}
        return print_json({"register": register, "boundaries": loaded})
    words = {"version": here.register.version, "day": day(today, language)}
    counts = {"count": integer(count, language), "dissolved": integer(dissolved, language)}
    echo(say("boundaries.told.register", language, **words, **counts))
    if found is None:
        echo(say("boundaries.told.none", language))
    else:
        shown = {"count": integer(len(found.municipalities), language), "source": found.source, "sha256": found.sha256}
        echo(say("boundaries.told.boundaries", language, **shown))
    return None


@app.callback()
def reference() -> None:
    """Facts about municipalities."""
