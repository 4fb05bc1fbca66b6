"""The README of the truth folder."""

from typing import Final

EXPLANATION: Final = """\
The truth behind a simulated folder
===================================

Nothing here is real: municipalities exist, what they are said to do does not. All CSV files are UTF-8 with commas;
dates are ISO; an empty cell is "none". Column names are those of the statements in the store.

municipalities.csv  One row per life of a municipality: one code from valid_from (inclusive) to valid_to (exclusive);
                    empty where it goes on. A merger ends the lives of its parts and begins that of the successor; a
                    surviving successor has two lives under one code. own_start is the real first start. region: hands
                    in through it. reporting_from / reporting_to: reports only with a reporting date in between.
steps.csv           One row per life and step. real_start, real_end: what really happens, also after the last month.
                    A step is finished from real_end on (that day included), is unfinished again from reopened_on on,
                    and finished again from ended_again_on on. own_targets: planned_on>target, oldest first.
training.csv        Per life, month end and target group: staff in scope, trained and still there, hours delivered so
                    far, trained staff who left so far.
costs.csv           Per life, month end and step that has started: budget, and euro really spent so far. Reports round
                    this to the unit of the municipality.
statements.jsonl    One line per GOOD row of a file that is not refused and not a duplicate, in the order of arrival:
                    file, table, row_number (as a spreadsheet shows it), arrives_at, outcome (accepted, unchanged or
                    correction), the key, and the values as they should stand in the store. An optional column that
                    the file does not have keeps what the same key said before.
spoiled.csv         One row per spoiled row: file, table, row_number, the one rule it breaks, the Dutch column where
                    there is one, and the key that was meant. Both rows of a conflict are in it. Nothing in these rows
                    is said.
spoiled_files.csv   The files that are refused whole: file, rule, how ("untouched": a prefilled report in which nothing
                    was filled in). Nothing in these files is said.
files.csv           One row per file and table: sha256, the outcome of the file (accepted, partly, rejected,
                    duplicate), kind (report, correction, repair), and the counts that its receipt should show.
                    A file that is refused or a duplicate has one row without a table. left_out counts titles, totals,
                    footnotes, blank lines and untouched prefilled rows.

What holds
----------
- A statement says the real standing on its reporting date, but for mistakes. Every mistake in a standing is corrected
  by a later file in the folder, so as known at the end every stated standing is the real one.
- Start, end and target dates, staff and money are the real ones, rounded, but for mistakes, which are corrected too.
- A municipality may leave out steps, tables and columns, join after the first month, stop reporting, or never report.
- manifest.csv (beside files/) gives the order and moment of arrival (UTC); no file arrives after the last month.
"""
