"""Open data: the figures that anybody may see, as files that say what they are, made the same each time.

A package has per figure and grouping a CSV and a Parquet, a Data Package (frictionless) and CSV on the Web for their
columns, a DCAT description for a catalogue, checksums, and a page to read. What is in it is what whoever has not signed
in gets: small groups are withheld, and no municipality stands in it by name.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from typing import Any, Final

import polars as pl

from access.policy import RefusedError
from access.suppression.decisions import GROUPINGS
from api.figure_forms import PARQUET, about, as_bytes, as_csv, asked_of, document
from domain.bilingual import LANGUAGES
from language.texts import say
from metrics.catalogue import CATALOGUE
from metrics.defining.request import MUNICIPALITY_GROUPS, Group, Request
from metrics.released.accounts import ACCOUNTS, Treatment
from metrics.released.answer import ReleasedFigure
from metrics.released.release import Asking, released
from metrics.standing.known import Known

PROFILE: Final = "https://datapackage.org/profiles/2.0/datapackage.json"
CHECKSUMS: Final = "SHA256SUMS"


@dataclass(frozen=True)
class Published:
    """Who publishes the package, under which licence and at which address: three addresses."""

    publisher: str
    licence: str
    address: str


@dataclass(frozen=True)
class Table:
    """One figure by one grouping."""

    key: str
    by: tuple[str, ...]
    answer: ReleasedFigure

    @property
    def name(self) -> str:
        """The name of its files, without their ends."""
        return "--".join([self.key, *self.by])


def package(known: Known, request: Request, asking: Asking, said: Published, *, is_synthetic: bool) -> dict[str, bytes]:
    """Every file of the package by its path. Empty where nobody who has not signed in may see any figure."""
    tables, left_out = _tables(known, request, asking)
    if not tables:
        return {}
    files: dict[str, bytes] = {}
    for table in tables:
        told = {**about(table.answer), **asked_of(Request(request.as_of, by=table.by), is_synthetic=is_synthetic)}
        files[f"data/{table.name}.csv"] = as_csv(table.answer.rows).encode()
        files[f"data/{table.name}.parquet"] = as_bytes(table.answer, PARQUET, told)
        files[f"data/{table.name}.csv-metadata.json"] = document(_on_the_web(table, told)).encode()
    files["datapackage.json"] = document(_data_package(tables, files, said)).encode()
    files["dcat.jsonld"] = document(_catalogue_entry(tables, said, is_synthetic=is_synthetic)).encode()
    read = _to_read(tables, left_out, said, is_synthetic=is_synthetic)
    files |= {name: text.encode() for name, text in read.items()}
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
            except (RefusedError, ValueError):  # not seen by whoever has not signed in, or no question of this figure
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


def _columns(rows: pl.DataFrame) -> Iterator[tuple[str, str, dict[str, str]]]:
    """Name, kind (as a Table Schema has it) and meaning of every column, in both languages."""
    for name, kind in rows.schema.items():
        if kind.is_integer():
            of = "integer"
        elif kind.is_float():
            of = "number"
        else:
            of = "boolean" if kind == pl.Boolean else "date" if kind == pl.Date else "string"
        what = "group" if name in set(Group) else "column"
        yield name, of, {language: say(f"catalogue.{what}.{name}", language) for language in LANGUAGES}


def _key(table: Table) -> dict[str, list[str]]:
    """The groups of a row, where they tell each row apart and none of them is unknown."""
    rows = table.answer.rows
    groups = [name for name in rows.columns if name in set(Group)]
    if not groups or rows.select(groups).is_duplicated().any() or any(rows[name].has_nulls() for name in groups):
        return {}
    return {"primaryKey": groups}


def _on_the_web(table: Table, told: Mapping[str, Any]) -> dict[str, Any]:
    """CSV on the Web: what stands in which column, and what is said of the figure."""
    kinds = {"integer": "integer", "number": "double", "boolean": "boolean", "date": "date", "string": "string"}
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "nl"}],
        "url": f"{table.name}.csv",
        "dc:title": {language: say(f"metric.{table.key}.label", language) for language in LANGUAGES},
        "dc:description": {language: say(f"metric.{table.key}.meaning", language) for language in LANGUAGES},
        "tableSchema": {
            "columns": [
                {"name": name, "titles": name, "datatype": kinds[of], "dc:description": meaning, "null": ""}
                for name, of, meaning in _columns(table.answer.rows)
            ],
            **_key(table),
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
        "description": say("open_data.description", "nl", as_of=first.as_of),
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
                        {"name": name, "type": of, "description": meaning["nl"]}
                        for name, of, meaning in _columns(table.answer.rows)
                    ],
                    "missingValues": [""],
                    **_key(table),
                },
            }
            for table in tables
        ],
    }


def _catalogue_entry(tables: Sequence[Table], said: Published, *, is_synthetic: bool) -> dict[str, Any]:
    """What a catalogue of data reads: DCAT, with what the Dutch profile asks beside it."""
    first = tables[0].answer
    authority = "http://publications.europa.eu/resource/authority/"
    key = "open_data.description_invented" if is_synthetic else "open_data.description"
    return {
        "@context": {
            "dcat": "http://www.w3.org/ns/dcat#", "dct": "http://purl.org/dc/terms/",
            "foaf": "http://xmlns.com/foaf/0.1/", "vcard": "http://www.w3.org/2006/vcard/ns#",
            "xsd": "http://www.w3.org/2001/XMLSchema#",
        },
        "@id": said.address,
        "@type": "dcat:Dataset",
        "dct:title": _in_both("open_data.title"),
        "dct:description": _in_both(key, as_of=first.as_of),
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
                "dct:title": _in_both(f"metric.{table.key}.label"),
                "dcat:accessURL": {"@id": said.address},
                "dcat:downloadURL": {"@id": f"{said.address}/data/{table.name}.{end}"},
                "dct:format": {"@id": f"{authority}file-type/{end.upper()}"},
                "dct:license": {"@id": said.licence},
            }
            for table in tables
            for end in ("csv", "parquet")
        ],
    }  # fmt: skip


def _in_both(key: str, **words: object) -> list[dict[str, str]]:
    return [{"@value": say(key, language, **words), "@language": language} for language in LANGUAGES]


def _to_read(
    tables: Sequence[Table], left_out: Sequence[str], said: Published, *, is_synthetic: bool
) -> dict[str, str]:
    """What a person reads first, in both languages: whose figures, of when, what is not in it, what each column is."""
    first, names = tables[0].answer, {"nl": "LEESMIJ.md", "en": "README.md"}
    key = "open_data.description_invented" if is_synthetic else "open_data.description"
    read: dict[str, str] = {}
    for language in LANGUAGES:
        lines = [
            f"# {say('open_data.title', language)}",
            say(key, language, as_of=first.as_of),
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
        every = {name: meaning[language] for table in tables for name, _, meaning in _columns(table.answer.rows)}
        lines.append("\n".join(f"- `{name}`: {meaning}" for name, meaning in sorted(every.items())))
        read[names[language]] = "\n\n".join(lines) + "\n"
    return read
