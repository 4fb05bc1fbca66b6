"""Places in an XLSX that a spreadsheet program offers: made by xlsxwriter as people make them."""

from collections.abc import Callable
from io import BytesIO
from typing import Any, Final

from xlsxwriter import Workbook

from tests.pipelines.hiding_places.pictures import png
from tests.pipelines.hiding_places.planted import Planted
from tests.pipelines.made_files import STEPS, xlsx

Touch = Callable[[Workbook, Any, Planted], object]  # the workbook, its sheet with the table, what is hidden
_FREE: Final = 12  # a row and column beyond the table


def _sheet(book: Workbook, name: str = "extra") -> Any:
    return book.add_worksheet(name)


def _hidden(book: Workbook, p: Planted) -> None:
    sheet = _sheet(book, "geheim")
    sheet.write(3, 3, p.text)
    sheet.write_number(4, 4, int(p.bsn))
    sheet.hide()


def _very_hidden(book: Workbook, p: Planted) -> None:
    sheet = _sheet(book, "geheim")
    sheet.write(3, 3, p.text)
    sheet.very_hidden()


def _with_hidden_row(sheet: Any, p: Planted) -> None:
    sheet.write_row(3, 0, ["GM0363", "2025-12-31", 3, "gestart", "", "", p.text])
    sheet.set_row(3, None, None, {"hidden": True})


def _with_hidden_column(sheet: Any, p: Planted) -> None:
    sheet.write_column(0, 8, ["contact", p.text])
    sheet.set_column(8, 8, None, None, {"hidden": True})


def _second_block(sheet: Any, *, title: str = "Kosten", note: str = "x", amount: str | int = 5) -> None:
    sheet.write(_FREE, 0, title)
    sheet.write_row(_FREE + 1, 0, ["gemeentecode", "peildatum", "stap", "gerealiseerd_eur", "toelichting"])
    sheet.write_row(_FREE + 2, 0, ["GM0363", "2025-12-31", 1, amount, note])
    sheet.write_row(_FREE + 3, 0, ["GM0363", "2025-12-31", 2, 5, "x"])


def _beside(sheet: Any, hidden: str | int, column: int) -> None:
    sheet.write_row(0, 10, ["gemeentecode", "peildatum", "stap", "gerealiseerd_eur"])
    sheet.write_row(1, 10, ["GM0363", "2025-12-31", 1, 5])
    sheet.write_row(2, 10, ["GM0363", "2025-12-31", 2, 5])
    sheet.write(2, column, hidden)


def _validation(sheet: Any, **options: Any) -> None:
    sheet.data_validation(1, 3, 9, 3, {"validate": "length", "criteria": "<", "value": 99, **options})


def _chart(book: Workbook, sheet: Any, p: Planted, *, title: str = "x", name: str = "y", axis: str = "z") -> Any:
    chart = book.add_chart({"type": "column"})
    chart.add_series({"values": "=stappen!$C$2:$C$3", "categories": "=stappen!$D$2:$D$3", "name": name})
    chart.set_title({"name": title})
    chart.set_x_axis({"name": axis})
    return chart


def _chart_of_hidden_cells(book: Workbook, sheet: Any, p: Planted) -> None:
    hidden = _sheet(book, "geheim")
    hidden.write_column(0, 0, [p.text, p.mail])
    hidden.write_column(0, 1, [int(p.bsn), 2])
    hidden.hide()
    chart = book.add_chart({"type": "pie"})
    chart.add_series({"values": "=geheim!$B$1:$B$2", "categories": "=geheim!$A$1:$A$2"})
    sheet.insert_chart(_FREE, 1, chart)


def _chartsheet(book: Workbook, p: Planted) -> None:
    sheet = book.add_chartsheet(p.mail)
    sheet.set_chart(_chart(book, None, p, title=p.text))


def _table(sheet: Any, p: Planted, **options: Any) -> None:
    sheet.add_table(_FREE, 0, _FREE + 2, 1, {"columns": [{"header": "a"}, {"header": "b"}], **options})


def _filtered(sheet: Any, p: Planted) -> None:
    sheet.autofilter(0, 0, 2, 6)
    sheet.filter_column(6, f"x != {p.mail}")


TOUCHES: Final[dict[str, Touch]] = {
    "cell of a hidden sheet": lambda b, s, p: _hidden(b, p),
    "cell of a very hidden sheet": lambda b, s, p: _very_hidden(b, p),
    "hidden row": lambda b, s, p: _with_hidden_row(s, p),
    "hidden column": lambda b, s, p: _with_hidden_column(s, p),
    "name of a visible sheet": lambda b, s, p: _sheet(b, p.mail).write(0, 0, "hoi"),
    "name of a hidden sheet": lambda b, s, p: _sheet(b, p.mail).hide(),
    "cell of another sheet": lambda b, s, p: _sheet(b).write(2, 2, p.text),
    "number on another sheet": lambda b, s, p: _sheet(b).write_number(2, 2, int(p.bsn)),
    "cell beyond the table": lambda b, s, p: s.write(_FREE, _FREE, p.text),
    "white letters": lambda b, s, p: s.write(_FREE, 9, p.text, b.add_format({"font_color": "white"})),
    "header of an unknown column": lambda b, s, p: s.write(0, 8, p.mail),
    "unknown column": lambda b, s, p: s.write_column(0, 8, ["contact", p.text]),
    "note of the table": lambda b, s, p: s.write(1, 6, p.text),
    "rich text in a note": lambda b, s, p: s.write_rich_string(1, 6, "zie ", b.add_format({"bold": True}), p.text),
    "date of the table": lambda b, s, p: s.write_number(1, 4, int(p.bsn)),
    "value of a formula": lambda b, s, p: s.write_formula(1, 6, "=A1", None, p.text),
    "formula with another value": lambda b, s, p: s.write_formula(1, 6, f'="goed"&MID("{p.text}",1,0)', None, "goed"),
    "formula that was never calculated": lambda b, s, p: s.write_formula(1, 6, f'="{p.text}"', None, ""),
    "array formula": lambda b, s, p: s.write_array_formula(_FREE, 0, _FREE, 0, f'{{="{p.text}"}}', None, 1),
    "sheet of a table with other columns": lambda b, s, p: _sheet(b, p.mail).write_row(
        0, 0, ["gemeentecode", "peildatum", "stap", "begroot", p.text]
    ),
    "sheet with everything in one column": lambda b, s, p: _sheet(b).write_column(
        0, 0, ["gemeentecode;peildatum;toegangsvariant", f"GM0363;31-12-2025;{p.text}"]
    ),
    "title of a second block": lambda b, s, p: _second_block(s, title=p.text),
    "row of a second block": lambda b, s, p: _second_block(s, note=p.text),
    "amount of a second block": lambda b, s, p: _second_block(s, amount=p.mail),
    "cell between two tables beside one another": lambda b, s, p: _beside(s, p.text, 8),
    "cell beside two tables": lambda b, s, p: _beside(s, p.text, 16),
    "number beside two tables": lambda b, s, p: _beside(s, int(p.bsn), 16),
    "row between two blocks": lambda b, s, p: (_second_block(s), s.write(7, 0, p.text)),
    "comment": lambda b, s, p: s.write_comment(1, 1, p.text),
    "author of a comment": lambda b, s, p: s.write_comment(1, 1, "hoi", {"author": p.mail}),
    "visible comment": lambda b, s, p: s.write_comment(1, 1, p.text, {"visible": True}),
    "text box": lambda b, s, p: s.insert_textbox(_FREE, 1, p.text),
    "description of a text box": lambda b, s, p: s.insert_textbox(_FREE, 1, "x", {"description": p.text}),
    "link of a text box": lambda b, s, p: s.insert_textbox(_FREE, 1, "x", {"url": f"mailto:{p.mail}", "tip": p.text}),
    "picture": lambda b, s, p: s.insert_image(_FREE, 1, "a.png", {"image_data": BytesIO(png(p.text))}),
    "description of a picture": lambda b, s, p: s.insert_image(
        _FREE, 1, "a.png", {"image_data": BytesIO(png("x")), "description": p.text}
    ),
    "picture in a cell": lambda b, s, p: s.embed_image(
        _FREE, 1, "a.png", {"image_data": BytesIO(png(p.text)), "description": p.mail}
    ),
    "background": lambda b, s, p: s.set_background(BytesIO(png(p.text))),
    "picture in the page header": lambda b, s, p: s.set_header(
        "&L&G", {"image_left": "a.png", "image_data_left": BytesIO(png(p.text))}
    ),
    "page header": lambda b, s, p: s.set_header(f"&L{p.text}"),
    "page footer": lambda b, s, p: s.set_footer(f"&R{p.text}"),
    "title of a chart": lambda b, s, p: s.insert_chart(_FREE, 1, _chart(b, s, p, title=p.text)),
    "name of a series": lambda b, s, p: s.insert_chart(_FREE, 1, _chart(b, s, p, name=p.text)),
    "axis of a chart": lambda b, s, p: s.insert_chart(_FREE, 1, _chart(b, s, p, axis=p.text)),
    "description of a chart": lambda b, s, p: s.insert_chart(_FREE, 1, _chart(b, s, p), {"description": p.text}),
    "values kept in a chart": _chart_of_hidden_cells,
    "chart sheet": lambda b, s, p: _chartsheet(b, p),
    "caption of a button": lambda b, s, p: s.insert_button(_FREE, 1, {"caption": p.text}),
    "link": lambda b, s, p: s.write_url(_FREE, 1, f"mailto:{p.mail}", None, "mail"),
    "tip of a link": lambda b, s, p: s.write_url(_FREE, 1, "https://vng.nl", None, "vng", p.text),
    "text of a link": lambda b, s, p: s.write_url(_FREE, 1, "https://vng.nl", None, p.text),
    "title of a validation": lambda b, s, p: _validation(s, input_title=p.mail, input_message="x"),
    "message of a validation": lambda b, s, p: _validation(s, input_title="x", input_message=p.text),
    "title of an error": lambda b, s, p: _validation(s, error_title=p.mail, error_message="x"),
    "message of an error": lambda b, s, p: _validation(s, error_title="x", error_message=p.text),
    "list of a validation": lambda b, s, p: s.data_validation(1, 3, 9, 3, {"validate": "list", "source": [p.text]}),
    "formula of a validation": lambda b, s, p: s.data_validation(
        1, 3, 9, 3, {"validate": "custom", "value": f'=A1<>"{p.text}"'}
    ),
    "conditional format": lambda b, s, p: s.conditional_format(
        1, 3, 9, 3, {"type": "text", "criteria": "containing", "value": p.text}
    ),
    "formula of a conditional format": lambda b, s, p: s.conditional_format(
        1, 3, 9, 3, {"type": "formula", "criteria": f'=$A1="{p.text}"'}
    ),
    "filter": lambda b, s, p: _filtered(s, p),
    "name of a table": lambda b, s, p: _table(s, p, name=f"bsn_{p.bsn}"),
    "column of a table": lambda b, s, p: _table(s, p, columns=[{"header": p.text}, {"header": "b"}]),
    "total of a table": lambda b, s, p: _table(
        s, p, total_row=True, columns=[{"header": "a", "total_string": p.text}, {"header": "b"}]
    ),
    "name of a range": lambda b, s, p: b.define_name(f"bsn_{p.bsn}", "=stappen!$A$1"),
    "constant under a name": lambda b, s, p: b.define_name("geheim", f'="{p.text}"'),
    "number format": lambda b, s, p: s.write(1, 2, 1, b.add_format({"num_format": f'0" {p.text}"'})),
    "number format of a percentage": lambda b, s, p: s.write(
        1, 2, 0.79, b.add_format({"num_format": f'0%" {p.text}"'})
    ),
    "font": lambda b, s, p: s.write(_FREE, 1, "x", b.add_format({"font_name": p.mail})),
    "sparkline": lambda b, s, p: s.add_sparkline(_FREE, 1, {"range": f"'{p.mail}'!A1:B2"}),
    "code name of a sheet": lambda b, s, p: s.set_vba_name(f"bsn{p.bsn}"),
    "code name of the workbook": lambda b, s, p: b.set_vba_name(f"bsn{p.bsn}"),
    "property title": lambda b, s, p: b.set_properties({"title": p.text}),
    "property subject": lambda b, s, p: b.set_properties({"subject": p.text}),
    "property author": lambda b, s, p: b.set_properties({"author": p.text}),
    "property manager": lambda b, s, p: b.set_properties({"manager": p.text}),
    "property company": lambda b, s, p: b.set_properties({"company": p.text}),
    "property category": lambda b, s, p: b.set_properties({"category": p.text}),
    "property keywords": lambda b, s, p: b.set_properties({"keywords": p.text}),
    "property comments": lambda b, s, p: b.set_properties({"comments": p.text}),
    "property status": lambda b, s, p: b.set_properties({"status": p.text}),
    "property hyperlink base": lambda b, s, p: b.set_properties({"hyperlink_base": f"mailto:{p.mail}"}),
    "own property": lambda b, s, p: b.set_custom_property("contact", p.text),
    "own property with a number": lambda b, s, p: b.set_custom_property("nummer", int(p.bsn)),
    "name of an own property": lambda b, s, p: b.set_custom_property(p.mail, "x"),
}


def xlsx_with(touch: Touch, planted: Planted) -> bytes:
    """A workbook of steps in which something is hidden."""
    return xlsx({"stappen": STEPS}, lambda book: touch(book, book.get_worksheet_by_name("stappen"), planted))
