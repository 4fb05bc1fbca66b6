"""Of which municipality and about which day the page is, and who looks."""

from dataclasses import dataclass
from datetime import date

from access.permissions import Action
from access.policy import Decision
from dashboard.view import keeping, queries, state
from dashboard.view.address import View
from dashboard.view.visitor import Visitor
from domain.bilingual import Language
from domain.clocks import last_month_end
from domain.municipalities import Municipality
from domain.principal import Principal

MONTH_ENDS = 6  # offered beside today; an older day is reported in the workbook
ANY_OTHER = "GM0000"  # nobody's code: asks whether somebody may do a thing for whichever municipality is chosen


@dataclass(frozen=True)
class Asked:
    """One municipality of today, the day that it reports about, and the view. `drafts`: the days with a draft begun."""

    municipality: Municipality
    reporting_date: date
    drafts: tuple[date, ...]
    view: View

    @property
    def code(self) -> str:
        """Its code."""
        return self.municipality.code

    @property
    def name(self) -> str:
        """Its name."""
        return self.municipality.name

    @property
    def language(self) -> Language:
        """The language on the screen."""
        return self.view.language

    @property
    def today(self) -> date:
        """The Dutch day of this run."""
        return state.run().choices.today

    def may(self, action: Action) -> Decision:
        """Whether who looks may do this for this municipality."""
        return state.run().visitor.may(action, self.code)


def asks() -> Principal:
    """Who looks."""
    return state.run().visitor.principal


def may_report(visitor: Visitor) -> Decision:
    """Whether somebody has anything to do here: reports for a municipality, or sees what it reported."""
    own = visitor.principal.municipality_code or ANY_OTHER
    sees = visitor.may(Action.SEE_REPORTS, own)
    return sees if sees.is_allowed else visitor.may(Action.HAND_IN, own)


def code_of(view: View) -> str | None:
    """Their own municipality for who works at one, whichever was looked at before; else the one that is chosen."""
    return state.run().visitor.principal.municipality_code or view.municipality_code


def asked_of(view: View) -> Asked | None:
    """What is asked of the municipality of this page; None where none is chosen, or it is not there today."""
    code, today = code_of(view), state.run().choices.today
    found = None if code is None else queries.the_register().by_code.get(code)
    if found is None or not found.exists_on(today):
        return None
    may_draft = state.run().visitor.may(Action.DRAFT, found.code).is_allowed
    drafts = tuple(keeping.office().drafts.begun(asks(), found.code)) if may_draft else ()
    usual = drafts[-1] if drafts else last_month_end(today)
    return Asked(found, view.report_day or usual, drafts, view)
