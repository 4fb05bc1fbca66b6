"""One municipality asked for by its code; of one that is gone the successor is named."""

from datetime import date

from cli.outcome import echo, end_wrong_use
from cli.surroundings import Surroundings


def code_asked(here: Surroundings, written: str) -> str:
    """The code that was written (GM0363, 363). Raises ValueError where the register has none such."""
    from domain.name_notations import code_as_written

    code = code_as_written(written) or written
    if code not in here.register.by_code:
        raise ValueError(f"--municipality {written!r}: no such code; ask `wams resolve` for the code of a name")
    return code


def code_to_list(here: Surroundings, written: str | None, today: date) -> str | None:
    """The code of which a list is asked, None for all; stops with 2 where there is none such.

    Of a municipality that is gone it says on standard error who came in its place: what they said stands under theirs.
    """
    from language.formats import day
    from language.texts import say

    if written is None:
        return None
    try:
        code = code_asked(here, written)
    except ValueError as error:
        end_wrong_use(str(error))
    one = here.register.by_code[code]
    if one.dissolved_on is not None and one.dissolved_on <= today:
        heirs = here.register.successors_on(code, today)
        named = ", ".join(f"{heir} {here.register.by_code[heir].name}" for heir in heirs)
        ended = day(one.dissolved_on, here.language)
        echo(say("cli.dissolved", here.language, code=code, name=one.name, day=ended, successors=named), err=True)
    return code
