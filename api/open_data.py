"""Open data: the figures that anybody may see, as files that say what they are, made the same each time.

A package has per figure and grouping a CSV and a Parquet, a Data Package (frictionless) and CSV on the Web for their
columns, a DCAT description for a catalogue, checksums, and a page to read. What is in it is what whoever has not signed
in gets: small groups are withheld, and no municipality stands in it by name.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib.metadata import version
from typing import Any, Final

import polars as pl

from access.policy import RefusedError
from access.suppression.decisions import GROUPINGS
from api.figure_forms import PARQUET, about, as_bytes, as_csv, asked_of, document
from domain.bilingual import LANGUAGES, Language
from language.texts import say
from metrics.catalogue import CATALOGUE
from metrics.defining.request import MUNICIPALITY_GROUPS, Group, Request
from metrics.released.accounts import ACCOUNTS, Treatment
from metrics.released.answer import ReleasedFigure
from metrics.released.release import Asking, released
from metrics.standing.known import Known

PROFILE: Final = "https://datapackage.org/profiles/2.0/datapackage.json"
CHECKSUMS: Final = "SHA256SUMS"
_GROUPS: Final = frozenset(Group)


@dataclass(frozen=True)
class Published:
    """Who publishes the package, under which licence and at which address: three addresses. Whether it is invented."""

    publisher: str
    licence: str
    address: str
    is_synthetic: bool

    def description(self, table: "Table", language: Language) -> str:
        """What the package is, and that its figures are invented where they are; `table`: one of it."""
        key = "open_data.description_invented" if self.is_synthetic else "open_data.description"
        return say(key, language, as_of=table.answer.as_of)


@dataclass(frozen=True)
class Column:
    """A column of a table: its kind as a Table Schema has it, and its meaning in both languages."""

    name: str
    kind: str
    meaning: Mapping[Language, str]


@dataclass(frozen=True, eq=False)
class Table:
    """One figure by one grouping."""

    key: str
    by: tuple[str, ...]
    answer: ReleasedFigure

    @property
    def name(self) -> str:
        """The name of its files, without their ends."""
        return "--".join([self.key, *self.by])

    @cached_property
    def columns(self) -> Sequence[Column]:
        """What its files have, in their order."""
        return [_column(name, kind) for name, kind in self.answer.rows.schema.items()]

    @cached_property
    def primary_key(self) -> dict[str, list[str]]:
        """The groups of a row, where they tell each row apart and none of them is unknown."""
        rows = self.answer.rows
        groups = [name for name in rows.columns if name in _GROUPS]
        if not groups or rows.select(groups).is_duplicated().any() or any(rows[name].has_nulls() for name in groups):
            return {}
        return {"primaryKey": groups}


def package(known: Known, request: Request, asking: Asking, said: Published) -> dict[str, bytes]:
    """Every file of the package by its path. Empty where nobody who has not signed in may see any figure."""
    tables, left_out = _tables(known, request, asking)
    if not tables:
        return {}
    files: dict[str, bytes] = {}
    for table in tables:
        asked = Request(request.as_of, by=table.by)
        told = {**about(table.answer), **asked_of(asked, is_synthetic=said.is_synthetic)}
        files[f"data/{table.name}.csv"] = as_csv(table.answer.rows).encode()
        files[f"data/{table.name}.parquet"] = as_bytes(table.answer, PARQUET, told)
        files[f"data/{table.name}.csv-metadata.json"] = document(_on_the_web(table, told)).encode()
    files["datapackage.json"] = document(_data_package(tables, files, said)).encode()
    files["dcat.jsonld"] = document(_catalogue_entry(tables, said)).encode()
    files |= {name: text.encode() for name, text in _to_read(tables, left_out, said).items()}
    sums = [f"{hashlib.sha256(content).hexdigest()}  {path}" for path, content in sorted(files.items())]
    return {**files, CHECKSUMS: ("\n".join(sums) + "\n").encode()}


def _tables(known: Known, request: Request, asking: Asking) -> tuple[list[Table], list[str]]:
    """What is released of every figure, by each grouping; and the figures of which nothing is."""
    found: list[Table] = []
    for key, definition in CATALOGUE.items():
        if ACCOUNTS[key].treatment is not Treatment.GROUPS:
            continue
        for by in _groupings(definition.groups):
            try:
                answer = released(key, known, Request(request.as_of, by=by), asking, is_now=True)
            except RefusedError:  # not seen by whoever has not signed in
                continue
            found.append(Table(key, by, answer.in_words("nl")))
    return found, [key for key in CATALOGUE if key not in {table.key for table in found}]


def _groupings(groups: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """None, each group that is no municipality, and each with one group of municipalities: what may be asked."""
    of_rows = [str(one) for one in groups if one not in GROUPINGS and one not in MUNICIPALITY_GROUPS]
    of_people = [str(one) for one in groups if one in GROUPINGS]
    for first in ([], *([one] for one in of_rows)):
        for second in ([], *([one] for one in of_people)):
            yield (*first, *second)


def _column(name: str, kind: pl.DataType) -> Column:
    if kind.is_integer():
        of = "integer"
    elif kind.is_float():
        of = "number"
    else:
        of = "boolean" if kind == pl.Boolean else "date" if kind == pl.Date else "string"
    what = "group" if name in _GROUPS else "column"
    return Column(name, of, {language: say(f"catalogue.{what}.{name}", language) for language in LANGUAGES})


def _on_the_web(table: Table, told: Mapping[str, Any]) -> dict[str, Any]:
    """CSV on the Web: what stands in which column, and what is said of the figure."""
    kinds = {"number": "double"}  # the others are called the same
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "nl"}],
        "url": f"{table.name}.csv",
        "dc:title": {language: say(f"metric.{table.key}.label", language) for language in LANGUAGES},
        "dc:description": {language: say(f"metric.{table.key}.meaning", language) for language in LANGUAGES},
        "tableSchema": {
            "columns": [
                {
                    "name": one.name,
                    "titles": one.name,
                    "datatype": kinds.get(one.kind, one.kind),
                    "dc:description": one.meaning,
                    "null": "",
                }
                for one in table.columns
            ],
            **table.primary_key,
        },
        "notes": [told],
    }


def _data_package(tables: Sequence[Table], files: Mapping[str, bytes], said: Published) -> dict[str, Any]:
    """The Data Package: each file, its columns, its size and its hash."""
    first = tables[0].answer
    return {
        "$schema": PROFILE,
        "name": "wams-monitor",
        "id": said.address,
        "title": say("open_data.title", "nl"),
        "description": said.description(tables[0], "nl"),
        "created": about(first)["known_on"],
        "version": version("wams-monitor"),
        "licenses": [{"path": said.licence}],
        "contributors": [{"path": said.publisher, "roles": ["publisher"]}],
        "resources": [
            {
                "name": table.name.lower().replace("_", "-"),
                "path": f"data/{table.name}.csv",
                "title": say(f"metric.{table.key}.label", "nl"),
                "description": say(f"metric.{table.key}.meaning", "nl"),
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "bytes": len(files[f"data/{table.name}.csv"]),
                "hash": f"sha256:{hashlib.sha256(files[f'data/{table.name}.csv']).hexdigest()}",
                "schema": {
                    "fields": [
                        {"name": one.name, "type": one.kind, "description": one.meaning["nl"]} for one in table.columns
                    ],
                    "missingValues": [""],
                    **table.primary_key,
                },
            }
            for table in tables
        ],
    }


def _catalogue_entry(tables: Sequence[Table], said: Published) -> dict[str, Any]:
    """What a catalogue of data reads: DCAT, with what the Dutch profile asks beside it."""
    first = tables[0].answer
    authority = "http://publications.europa.eu/resource/authority/"
    return {
        "@context": {
            "dcat": "http://www.w3.org/ns/dcat#", "dct": "http://purl.org/dc/terms/",
            "foaf": "http://xmlns.com/foaf/0.1/", "vcard": "http://www.w3.org/2006/vcard/ns#",
            "xsd": "http://www.w3.org/2001/XMLSchema#",
        },
        "@id": said.address,
        "@type": "dcat:Dataset",
        "dct:title": _in_both({language: say("open_data.title", language) for language in LANGUAGES}),
        "dct:description": _in_both({language: said.description(tables[0], language) for language in LANGUAGES}),
        "dct:identifier": said.address,
        "dct:publisher": {"@id": said.publisher, "@type": "foaf:Agent"},
        "dct:creator": {"@id": said.publisher},
        "dcat:contactPoint": {"@type": "vcard:Organization", "vcard:hasURL": {"@id": said.publisher}},
        "dct:issued": {"@value": about(first)["known_on"], "@type": "xsd:dateTime"},
        "dct:temporal": {
            "@type": "dct:PeriodOfTime",
            "dcat:endDate": {"@value": first.as_of.isoformat(), "@type": "xsd:date"},
        },
        "dct:accessRights": {"@id": f"{authority}access-right/PUBLIC"},
        "dct:license": {"@id": said.licence},
        "dct:language": [{"@id": f"{authority}language/{one}"} for one in ("NLD", "ENG")],
        "dcat:theme": {"@id": f"{authority}data-theme/GOVE"},
        "dcat:distribution": [
            {
                "@id": f"{said.address}/data/{table.name}.{end}",
                "@type": "dcat:Distribution",
                "dct:title": _in_both({one: say(f"metric.{table.key}.label", one) for one in LANGUAGES}),
                "dcat:accessURL": {"@id": said.address},
                "dcat:downloadURL": {"@id": f"{said.address}/data/{table.name}.{end}"},
                "dct:format": {"@id": f"{authority}file-type/{end.upper()}"},
                "dct:license": {"@id": said.licence},
            }
            for table in tables
            for end in ("csv", "parquet")
        ],
    }  # fmt: skip


def _in_both(words: Mapping[Language, str]) -> list[dict[str, str]]:
    return [{"@value": text, "@language": language} for language, text in words.items()]


def _to_read(tables: Sequence[Table], left_out: Sequence[str], said: Published) -> dict[str, str]:
    """What a person reads first, in both languages: whose figures, of when, what is not in it, what each column is."""
    first, names = tables[0].answer, {"nl": "LEESMIJ.md", "en": "README.md"}
    read: dict[str, str] = {}
    for language in LANGUAGES:
        lines = [
            f"# {say('open_data.title', language)}",
            said.description(tables[0], language),
            say("open_data.versions", language, known_on=about(first)["known_on"], software=version("wams-monitor"),
                register=first.register_version, programme=first.programme_version),
            say("open_data.licence", language, licence=said.licence, publisher=said.publisher),
            say("open_data.missing", language),
            say("open_data.withheld", language),
            f"## {say('open_data.figures', language)}",
        ]  # fmt: skip
        for metric in dict.fromkeys(table.key for table in tables):
            files = ", ".join(f"`{table.name}`" for table in tables if table.key == metric)
            label, meaning = (say(f"metric.{metric}.{part}", language) for part in ("label", "meaning"))
            lines.append(f"**{label}** ({files}): {meaning} {say(f'metric.{metric}.caution', language)}")
        missing = [say(f"metric.{metric}.label", language) for metric in left_out]
        lines.append(say("open_data.left_out", language, figures="; ".join(missing) or "–"))
        lines.append(f"## {say('open_data.columns', language)}")
        every = {one.name: one.meaning[language] for table in tables for one in table.columns}
        lines.append("\n".join(f"- `{name}`: {meaning}" for name, meaning in sorted(every.items())))
        read[names[language]] = "\n\n".join(lines) + "\n"
    return read
