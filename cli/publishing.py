"""`wams publish` and `wams fetch`: one machine writes, any number of others show a copy of what was published."""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Final

import typer

from cli.looking import looks
from cli.outcome import echo, end_wrong_use
from cli.surroundings import Surroundings, surroundings

PAUSE: Final = 2.0  # seconds between two looks
FOLLOW = typer.Option("--follow", help="go on after each publication, until stopped")


def add_to(app: typer.Typer) -> None:
    """Register the commands of this file."""
    app.command(
        epilog="Example: wams publish --to /mnt/wams",
        help="Put what was published last in a shared folder, for the machines that show it.",
    )(publish)
    app.command(
        epilog="Example: wams fetch --from /mnt/wams",
        help="Take over what was published in a shared folder, to show it on this machine.",
    )(fetch)


def publish(
    *,
    to: Annotated[Path | None, typer.Option("--to", help="the folder; else publish_to of the settings")] = None,
    follow: Annotated[bool, FOLLOW] = False,
) -> None:
    """Put what was published last in a shared folder, for the machines that show it."""
    from store.shared import share

    here = surroundings()
    folder = to or here.settings.publish_to
    if folder is None:
        end_wrong_use("publish where? say --to FOLDER, or publish_to in the settings")
    _do(here, lambda: share(here.made_store.home, folder), f"published in {folder}", follow=follow)


def fetch(
    *,
    source: Annotated[Path | None, typer.Option("--from", help="the folder; else read_from of the settings")] = None,
    follow: Annotated[bool, FOLLOW] = False,
) -> None:
    """Take over what was published in a shared folder, to show it on this machine."""
    from store import following

    here = surroundings()
    folder = source or here.settings.read_from
    if folder is None:
        end_wrong_use("fetch from where? say --from FOLDER, or read_from in the settings")
    whole = [True]  # what is here already is looked at once: it was not watched since

    def once() -> bool:
        is_new = following.follow(here.store.home, folder, whole=whole[0])
        whole[0] = False
        return is_new

    _do(here, once, f"taken over from {folder}", follow=follow)


def fetch_first(here: Surroundings, folder: Path) -> None:
    """Takes over what is there before anybody is served. Raises StoreError where nothing could be shown else."""
    from store.errors import StoreError
    from store.following import follow

    try:
        follow(here.store.home, folder, whole=True)
    except StoreError as error:
        if not here.store.home.is_copy() or here.store.home.generation_numbers() == []:
            raise
        echo(error.message[here.language], err=True)  # what was fetched before is shown until it goes well


def _do(here: Surroundings, once: Callable[[], bool], done: str, *, follow: bool) -> None:
    """Does it, and with `follow` on and on: what goes wrong then is said once, and tried again."""
    from store.errors import StoreError, reason_of

    if not follow:
        echo(f"{done}: version {here.store.version()}" if once() else "nothing new")
        return
    said = ""
    for _ in looks(PAUSE):
        try:
            told = f"{done}: version {here.store.version()}" if once() else ""
            is_wrong = False
        except (StoreError, OSError) as error:
            told = error.message[here.language] if isinstance(error, StoreError) else reason_of(error, here.language)
            is_wrong = True
        if told and told != said:
            echo(told, err=is_wrong)
        said = told or said
