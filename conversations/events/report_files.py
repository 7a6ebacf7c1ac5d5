"""Tables as files: CSV as Norwegian Excel opens it, and XLSX. What people wrote can never become a formula in them."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import date, datetime

from openpyxl import Workbook
from openpyxl.cell import Cell as SheetCell
from openpyxl.cell import MergedCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from conversations.events.report_table import Cell, Table, short_day

RISKY = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")
"""What a cell must not begin with: a table program may run it, also after spaces."""

LONGEST_CELL = 32_000
"""Characters; Excel takes 32,767."""

_DAY_FORMAT = "DD.MM.YYYY"
_NARROWEST, _WIDEST = 10, 60


def inert(text: str) -> str:
    """The text so that a table program shows it and never runs it."""
    return f"'{text}" if text.startswith(RISKY) or text.lstrip().startswith(RISKY) else text


def as_csv(table: Table) -> str:
    """The table with semicolons, as programs set to Norwegian expect it; whoever writes it out puts the mark before."""
    file = io.StringIO()
    writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
    writer.writerow([inert(head) for head in table.heads])
    writer.writerows([_plain(cell) for cell in row] for row in table.rows)
    return file.getvalue()


def _plain(cell: Cell) -> str:
    match cell:
        case None:
            return ""
        case int():
            return str(cell)
        case date():
            return short_day(cell)
        case str():
            return inert(_fit(cell))


def _fit(text: str) -> str:
    return ILLEGAL_CHARACTERS_RE.sub("", text)[:LONGEST_CELL]


def as_xlsx(tables: Sequence[Table], now: datetime) -> bytes:
    """The tables as sheets of one workbook; days are days, numbers are numbers, and every text is a text.

    Args:
        tables: in the order of their sheets.
        now: stamped on the file, UTC.
    """
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    workbook.properties.creator = "Brobygger"
    workbook.properties.created = now.replace(tzinfo=None)
    for table in tables:
        _fill(workbook.create_sheet(table.name), table)
    file = io.BytesIO()
    workbook.save(file)
    return file.getvalue()


def _fill(sheet: Worksheet, table: Table) -> None:
    for number, row in enumerate((table.heads, *table.rows), 1):
        for column, value in enumerate(row, 1):
            if value is not None:
                _put(sheet.cell(number, column), value)
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    sheet.freeze_panes = "B2"
    for column, head in enumerate(table.heads):
        longest = max(len(_plain(row[column])) for row in ((head,) * len(table.heads), *table.rows))
        width = min(max(longest + 2, _NARROWEST), _WIDEST)
        sheet.column_dimensions[get_column_letter(column + 1)].width = width


def _put(cell: SheetCell | MergedCell, value: Cell) -> None:
    if isinstance(value, str):
        cell.value = _fit(value)
        # A text that begins with "=" would be taken for a formula; the mark keeps it a text when somebody edits it.
        cell.data_type = "s"
        cell.quotePrefix = value != inert(value)
    else:
        cell.value = value
        if isinstance(value, date):
            cell.number_format = _DAY_FORMAT
