"""What is the same for everybody: municipalities, the programme, rounds, and what answers here."""

from datetime import date
from importlib.metadata import version
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from access.permissions import Action
from api.answering import headers_of, json_answer, links, page_of, tag_of, unchanged
from api.asking import asker_of, language_of, now_of
from api.monitor import Monitor
from api.problems import BASE, VERSION, ProblemError
from api.reports import Page, PageSize
from api.shapes import Health, Links, Municipalities, ProgrammeFacts, Rounds, Status
from domain.clocks import dutch_day
from domain.programme import Programme
from domain.programme_facts import Text
from language.texts import say
from store.errors import StoreError

router = APIRouter(tags=["api.tag.reference"])


@router.get("", include_in_schema=False)
@router.get("/", responses={200: {"model": Links}}, summary="api.root.summary", description="api.root.description")
def root(request: Request) -> Response:
    """What there is, with where it is."""
    names = ("openapi.json", "documentation", "metrics", "reports", "municipalities", "programme", "rounds", "status")
    found = {name.partition(".")[0]: f"{BASE}/{name}" for name in names}
    return json_answer({"title": say("api.name", language_of(request)), "version": VERSION, "links": found})


@router.get(
    "/municipalities",
    responses={200: {"model": Municipalities}},
    summary="api.municipalities.summary",
    description="api.municipalities.description",
)
def municipalities(
    request: Request,
    as_of: Annotated[date | None, Query(alias="asOf", description="api.parameter.register_day")] = None,
    page: Page = 1,
    size: PageSize = 1_000,
) -> Response:
    """The register on a day; one row per municipality."""
    monitor: Monitor = request.app.state.monitor
    day = as_of or dutch_day(now_of(request))
    tag = tag_of(request, monitor, day)
    found = monitor.register().on(day).drop("latitude", "longitude").to_dicts()
    content = {"as_of": day, "municipalities": page_of(found, page, size)}
    headers = {**headers_of(tag), **links(request, page, size, len(found))}
    return unchanged(request, tag) or json_answer(content, headers=headers)


@router.get(
    "/programme",
    responses={200: {"model": ProgrammeFacts}},
    summary="api.programme.summary",
    description="api.programme.description",
)
def programme(request: Request) -> Response:
    """What is monitored: its steps, groups and words."""
    monitor: Monitor = request.app.state.monitor
    tag = tag_of(request, monitor)
    return unchanged(request, tag) or json_answer(_facts(monitor.programme()), headers=headers_of(tag))


@router.get(
    "/rounds", responses={200: {"model": Rounds}}, summary="api.rounds.summary", description="api.rounds.description"
)
def rounds(request: Request) -> Response:
    """The rounds, the first to open first."""
    monitor: Monitor = request.app.state.monitor
    found = monitor.office().rounds.all(asker_of(request).principal) if monitor.has_office() else []
    tag = tag_of(request, monitor, found)
    return unchanged(request, tag) or json_answer({"rounds": [one.facts() for one in found]}, headers=headers_of(tag))


@router.get(
    "/status", responses={200: {"model": Status}}, summary="api.status.summary", description="api.status.description"
)
def status(request: Request) -> Response:
    """How new the store is; for who sees every report also what is in it."""
    monitor: Monitor = request.app.state.monitor
    asker, now = asker_of(request), now_of(request)
    asker.see(Action.SEE_FIGURES)
    with monitor.store.reader() as reader:
        info = reader.info
        open_rows = reader.quarantine().height
    facts: dict[str, Any] = {
        "last_recorded_at": info.last_recorded_at,
        "age_days": (now - info.last_recorded_at).days if info.last_recorded_at else None,
        "is_replay": info.is_replay,
        "is_synthetic": info.is_synthetic,
        "register_version": monitor.register().version,
        "programme_version": monitor.programme().version,
        "software_version": version("wams-monitor"),
    }
    if asker.may(Action.SEE_REPORTS).is_allowed:
        counts = {str(table): count for table, count in info.statement_counts.items()}
        facts |= {"ledger_lines": info.last_sequence, "statements": counts, "open_quarantine_rows": open_rows}
    tag = tag_of(request, monitor, dutch_day(now))
    return unchanged(request, tag) or json_answer(facts, headers=headers_of(tag))


@router.get(
    "/healthz", responses={200: {"model": Health}}, summary="api.healthz.summary", description="api.healthz.description"
)
def healthz() -> Response:
    """Whether this process answers."""
    return json_answer({"status": "ok"})


@router.get(
    "/readyz", responses={200: {"model": Health}}, summary="api.readyz.summary", description="api.readyz.description"
)
def readyz(request: Request) -> Response:
    """Whether the store and the office can be read."""
    monitor: Monitor = request.app.state.monitor
    try:
        with monitor.store.reader():
            pass
    except (StoreError, OSError) as error:
        raise ProblemError(503, "api.not_ready") from error
    if monitor.has_office():
        monitor.office().database.ping()
    return json_answer({"status": "ok"})


def _facts(found: Programme) -> dict[str, Any]:
    return {
        "version": found.version,
        "law": _text(found.law_name),
        "first_reporting_date": found.first_reporting_date,
        "steps": [
            {"number": step.number, "name": _text(step.name), "short_name": _text(step.short_name)}
            for step in found.steps
        ],
        "target_groups": [{"key": group.key, "name": _text(group.name)} for group in found.target_groups],
        "access_variants": [{"key": one.key, "name": _text(one.name)} for one in found.access_variants],
        "waiting_parties": [{"key": one.key, "name": _text(one.name)} for one in found.waiting_parties],
    }


def _text(text: Text) -> dict[str, str]:
    return {"nl": text.nl, "en": text.en}
