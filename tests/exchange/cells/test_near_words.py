"""Words with one slip of the pen."""

import gc

import pytest

from ita_desktop.exchange.heading_words import NearWords

KNOWN = NearWords(
    {"ผู้รับผิดชอบ": ("owners",), "กำหนดส่งงาน": ("due", "day"), "หน่วยงานผู้รับผิดชอบ": ("unit",)},
    {"รายละเอียด": "detail"},
)


@pytest.mark.parametrize(
    ("word", "meanings"),
    [
        ("ผู้รับผิดชอบ", [("owners",)]),
        ("ผู้รับผิดชบ", [("owners",)]),
        ("ผุ้รับผิดชอบ", [("owners",)]),
        ("ผูรับผิดชอบ", [("owners",)]),
        ("กำหนดส่งงนา", [("due", "day")]),
        ("กำหนดสง่งาน", [("due", "day")]),
        ("กำหนดง่สงาน", [("due", "day")]),
        ("ระเอียดงาน", []),
        ("รายละเอยดงาน", [("detail",)]),
        ("รายละเยีอดงาน", [("detail",)]),
        ("รายลเะอีดยงาน", []),
        ("ผูั้รบผิดชอบ", [("owners",)]),
        ("ผู้รับผิด", []),
        ("หน่วยงานผูั้บผิดชอบ", [("unit",)]),
        ("หน่วยงานผูั้บิดชอบ", []),
    ],
)
def test_a_word_is_known_with_one_slip_and_not_with_two(
    word: str, meanings: list[tuple[str, ...]]
) -> None:
    assert [*KNOWN.find(word)] == meanings


def test_the_many_words_are_no_work_for_the_garbage_collector() -> None:
    gc.collect()
    assert len(KNOWN._without) > 20
    assert not any(map(gc.is_tracked, KNOWN._without.values()))
