"""Who hands in a text file does not wait for what reads workbooks."""

import subprocess
import sys

READ = """
import sys
from pipelines.intake import take_in
from pipelines.reading import read_file
read_file(b"gemeentecode;peildatum;stap;status\\nGM0363;2025-12-31;1;gestart\\n", "opgave.csv")
print(sorted({"defusedxml", "http", "olefile", "python_calamine", "rapidfuzz", "ssl", "xml"} & sys.modules.keys()))
"""


def test_a_text_file_is_taken_in_without_anything_that_reads_workbooks_or_guesses_names() -> None:
    said = subprocess.run([sys.executable, "-c", READ], capture_output=True, check=True, text=True)
    assert said.stdout == "[]\n"
