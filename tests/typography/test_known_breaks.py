import subprocess
import sys

import pytest

from ita_desktop.typography.words import WordBreaker, known_breaks
from tools.keep_breaks import found_breaks

UNITS = ("ทุกฝ่าย", "โรงเรียนในสังกัด", "ฝ่ายรักษาความสะอาดและสวนสาธารณะ", "สำนักงานเขตตัวอย่าง")


def test_what_the_frameworks_say_is_broken_without_the_word_list() -> None:
    code = f"""
import sys
from ita_desktop.typography.words import WordBreaker
from tools.keep_breaks import framework_texts, terms
breaker = WordBreaker({UNITS!r})
for text in framework_texts():
    breaker.pieces(text)
for term in terms():
    breaker.parts(term)
assert breaker.memory
assert "nlpo3" not in sys.modules, "out of date: run python dev.py breaks"
"""
    subprocess.run([sys.executable, "-c", code], check=True)


@pytest.mark.in_turn
def test_known_breaks_are_those_that_the_word_list_gives_of_all_texts_and_no_others() -> None:
    afresh, known = dict(found_breaks()), dict(known_breaks())
    apart = {run for run in afresh.keys() | known.keys() if afresh.get(run) != known.get(run)}
    assert not apart, f"out of date: run python dev.py breaks ({sorted(apart)})"


def test_known_breaks_change_no_line() -> None:
    text = "การประเมินคุณธรรมและความโปร่งใสในการดำเนินงานของหน่วยงานภาครัฐ ประจำปีงบประมาณ พ.ศ. 2568"
    assert WordBreaker().pieces(text) == WordBreaker(memory={}).pieces(text)
