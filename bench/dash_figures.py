"""What a choice changes in the three charts of Dash: Patches, never whole figures."""

from datetime import date

import polars as pl
from dash import Patch

from bench.reference_figures import COLUMNS, cells, inks


def tile_map_patch(tiles: pl.DataFrame) -> Patch:
    """The colours anew; the hexagons stay where they are."""
    patch = Patch()
    patch["data"][0]["marker"]["color"] = inks(tiles)
    return patch


def matrix_patch(rows: pl.DataFrame) -> Patch:
    """The cells and their order anew."""
    patch = Patch()
    patch["data"][0]["z"] = cells(rows)
    patch["data"][0]["x"] = rows["name"].to_list()
    return patch


def month_patch(chosen: date) -> Patch:
    """Another month on the same lines."""
    patch = Patch()
    patch["layout"]["shapes"][0]["x0"] = chosen
    patch["layout"]["shapes"][0]["x1"] = chosen
    return patch


def lines_patch(months: pl.DataFrame) -> Patch:
    """The lines anew; the chosen month stays."""
    patch = Patch()
    for place, name in enumerate(COLUMNS):
        patch["data"][place]["y"] = months[name].to_list()
    return patch
