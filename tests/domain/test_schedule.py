"""Frequencies in the words of the measures tables."""

import pytest

from ita_desktop.domain.records import Frequency
from ita_desktop.domain.schedule import FREQUENCY_WORDS, frequency_of


@pytest.mark.parametrize(
    ("text", "frequency"),
    [
        ("", Frequency.NONE),
        ("ทุกเดือน", Frequency.MONTHLY),
        ("เดือนละ 1 ครั้ง (ต.ค. 67 - มี.ค.68)", Frequency.MONTHLY),
        ("ทุก 3 เดือน", Frequency.QUARTERLY),
        ("รายไตรมาส", Frequency.QUARTERLY),
        ("ทุก ๖ เดือน", Frequency.HALF_YEARLY),
        ("ปีงบประมาณ 2568", Frequency.FISCAL_YEAR),
        ("ตุลาคม 2567 - กันยายน 2568", Frequency.FISCAL_YEAR),
        ("ต.ค. 67 – ก.ย. 68", Frequency.FISCAL_YEAR),
        ("ต.ค. 67 - มี.ค. 68", Frequency.OTHER),
        ("ทุกวันทำการ", Frequency.WORKING_DAY),
        ("ทุกวันที่มีการให้บริการ", Frequency.SERVICE_DAY),
        ("จนกว่าจะดำเนินการแล้วเสร็จ", Frequency.OTHER),
    ],
)
def test_the_words_of_the_tables_are_understood(text, frequency):
    assert frequency_of(text) is frequency


@pytest.mark.parametrize("frequency", FREQUENCY_WORDS)
def test_the_word_a_list_offers_reads_back_as_its_frequency(frequency):
    assert frequency_of(FREQUENCY_WORDS[frequency]) is frequency
