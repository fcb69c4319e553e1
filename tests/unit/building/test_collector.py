"""When Python looks for garbage."""

from __future__ import annotations

import subprocess
import sys

import pytest

PROGRAM = """
import sys
from briefings.building.collector import leave_the_rest

class Ring:
    def __init__(self):
        self.itself = self
    def __del__(self):
        print("taken apart")

ring = Ring()
if sys.argv[1] == "left":
    leave_the_rest()
"""


@pytest.mark.parametrize(("how", "printed"), [("left", ""), ("not left", "taken apart\n")])
def test_records_are_not_taken_apart_when_the_process_ends(how: str, printed: str) -> None:
    ended = subprocess.run([sys.executable, "-c", PROGRAM, how], capture_output=True, text=True, check=True)
    assert ended.stdout == printed
