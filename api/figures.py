"""`/metrics` and `/metrics/{key}`: the catalogue, and any figure of it, as who asks may see it."""

from dataclasses import replace
from datetime import date, datetime
from typing import Annotated, Any, Final

from fastapi import APIRouter, Path, Query, Request
from starlette.responses import Response

from access.permissions import Action
from access.policy import RefusedError
from api import figure_forms
from api.answering import headers_of, json_answer, tag_of, unchanged
from api.asking import asker_of, language_of, now_of
from api.catalogue import catalogue
from api.monitor import Monitor
from api.problems import ProblemError
from api.shapes import FigureDocument, Metrics
from domain.clocks import FutureMomentError, dutch_day, known_on_moment
from domain.municipalities import FIRST_DAY
from metrics.catalogue import CATALOGUE
from metrics.defining.request import (
    GoneMunicipalityError,
    UnaskableDateError,
    UnknownFilterError,
    UnknownGroupError,
    UnknownValueError,
)
from metrics.defining.request import (
    Request as Question,
)
from metrics.released.release import Asking, day_asked, open_day, released

router = APIRouter(tags=["api.tag.figures"])
_FORMS: Final = {
    media_type: {"schema": {"type": "string", "format": "binary"}}
    for form, media_type in figure_forms.MEDIA_TYPES.items()
    if form != figure_forms.JSON
}


@router.get(
    "/metrics",
    responses={200: {"model": Metrics}},
    summary="api.metrics.summary",
    description="api.metrics.description",
)
def metrics(request: Request) -> Response:
    """The catalogue, with the texts of every figure in both languages."""
    monitor: Monitor = request.app.state.monitor
    tag = tag_of(request, monitor)
    return unchanged(request, tag) or json_answer({"metrics": catalogue()}, headers=headers_of(tag))


@router.get(
    "/metrics/{key}",
    responses={200: {"model": FigureDocument, "content": _FORMS}},
    summary="api.metric.summary",
    description="api.metric.description",
)
def metric(
    request: Request,
    key: Annotated[str, Path(description="api.parameter.metric", json_schema_extra={"enum": list(CATALOGUE)})],
    as_of: Annotated[date | None, Query(alias="asOf", description="api.parameter.as_of")] = None,
    known_on: Annotated[str | None, Query(alias="knownOn", description="api.parameter.known_on")] = None,
    by: Annotated[str | None, Query(description="api.parameter.by", max_length=200)] = None,
    step: Annotated[int | None, Query(description="api.parameter.step", ge=0, le=1000)] = None,
    municipality: Annotated[str | None, Query(description="api.parameter.municipality", max_length=20)] = None,
    where: Annotated[list[str] | None, Query(description="api.parameter.where", max_length=20)] = None,
    max_age_days: Annotated[
        int | None, Query(alias="maxAgeDays", description="api.parameter.max_age", ge=0, le=36_500)
    ] = None,
    silent_months_slower: Annotated[
        int, Query(alias="silentMonthsSlower", description="api.parameter.silent_months_slower", ge=0, le=120)
    ] = 0,
    form: Annotated[
        str | None,
        Query(
            alias="format",
            description="api.parameter.format",
            max_length=20,
            json_schema_extra={"enum": [*figure_forms.MEDIA_TYPES, None]},
        ),
    ] = None,
) -> Response:
    """One figure: its rows, and what it is, in the form that is asked for."""
    monitor: Monitor = request.app.state.monitor
    asker, now = asker_of(request), now_of(request)
    if key not in CATALOGUE:
        raise ProblemError(404, "api.no_metric", name=key)
    chosen = _form(request, form)
    asker.see(Action.SEE_FIGURES)
    moment = _moment(known_on, now)
    asking = asker.asking(lambda closed: monitor.known(closed, now, with_history=CATALOGUE[key].needs_history))
    day = as_of or day_asked(moment or now, asking)
    question = Question(
        as_of=day,
        by=tuple(part.strip() for part in (by or "").split(",") if part.strip()),
        step=step,
        municipality=municipality,
        where=dict(_condition(one) for one in where or []),
        max_age_days=max_age_days,
        silent_months_slower=silent_months_slower,
    )
    # without a day: which one is open follows from the version, the rounds and who asks, so the tag stands for it too
    tag = tag_of(request, monitor, day, dutch_day(now), asker.rounds)
    same = unchanged(request, tag)
    if same is not None:
        return same
    if as_of is None:
        known = monitor.known(moment, now, with_history=CATALOGUE[key].needs_history)
        question = replace(question, as_of=open_day(key, known, question, asking, is_now=moment is None))
    answer = _answered(request, key, question, moment, asking)
    for code in _named(question):  # there are such municipalities, or there was no answer
        asker.reads(code)
    with monitor.store.reader() as reader:
        asked = figure_forms.asked_of(question, is_synthetic=reader.info.is_synthetic)
    headers = {**headers_of(tag), "Content-Disposition": f'inline; filename="{key}.{chosen}"'}
    return Response(
        figure_forms.as_bytes(answer, chosen, asked), media_type=figure_forms.MEDIA_TYPES[chosen], headers=headers
    )


def _answered(request: Request, key: str, question: Question, moment: datetime | None, asking: Asking) -> Any:
    monitor: Monitor = request.app.state.monitor
    known = monitor.known(moment, now_of(request), with_history=CATALOGUE[key].needs_history)
    try:
        return released(key, known, question, asking, is_now=moment is None).in_words(language_of(request))
    except RefusedError as error:
        raise asker_of(request).refusal(error.reason) from error
    except UnknownGroupError as error:
        raise ProblemError(400, "api.no_group", group=error.group, allowed=", ".join(error.allowed) or "-") from error
    except UnknownFilterError as error:
        raise ProblemError(400, "api.no_filter", group=error.group, allowed=", ".join(error.allowed)) from error
    except UnknownValueError as error:
        allowed = ", ".join(str(one) for one in error.allowed)
        raise ProblemError(400, "api.no_value", group=error.group, value=str(error.value), allowed=allowed) from error
    except UnaskableDateError as error:
        last = dutch_day(known.known_on)
        raise ProblemError(400, "api.no_day", day=question.as_of, first=FIRST_DAY, last=last) from error
    except GoneMunicipalityError as error:
        raise ProblemError(400, "api.gone", code=", ".join(_named(question)), day=question.as_of) from error
    except ValueError as error:  # a value of another kind than its group has, such as step=een
        raise ProblemError(400, "api.bad_value") from error


def _named(question: Question) -> list[str]:
    """The municipalities that are asked for by their code."""
    chosen = question.where.get("municipality", ())
    codes = [question.municipality, *(chosen if isinstance(chosen, tuple) else (chosen,))]
    return [str(code) for code in codes if code is not None]


def _form(request: Request, written: str | None) -> str:
    if written is not None:
        if written not in figure_forms.MEDIA_TYPES:
            raise ProblemError(400, "api.no_format", written=written, allowed=", ".join(figure_forms.MEDIA_TYPES))
        return written
    accepted = [one.partition(";")[0].strip() for one in request.headers.get("accept", "*/*").split(",")]
    for form, media_type in figure_forms.MEDIA_TYPES.items():
        if {media_type, "*/*", media_type.partition("/")[0] + "/*"} & set(accepted):
            return form
    raise ProblemError(406, "api.not_acceptable", allowed=", ".join(figure_forms.MEDIA_TYPES.values()))


def _moment(written: str | None, now: datetime) -> datetime | None:
    if written is None:
        return None
    try:
        return known_on_moment(written, now=now)
    except FutureMomentError as error:
        raise ProblemError(400, "api.future", written=written) from error
    except (ValueError, OverflowError) as error:
        raise ProblemError(400, "api.no_moment", written=written) from error


def _condition(written: str) -> tuple[str, str]:
    group, equals, value = written.partition("=")
    if not equals or not group.strip() or not value.strip():
        raise ProblemError(400, "api.no_condition", written=written)
    return group.strip(), value.strip()
