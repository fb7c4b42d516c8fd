"""Who signed, as a file names the person and the post."""

import pytest

from ita_desktop.exchange.kinds.registry import kind_named

PAPERS = {
    "orders": {"number": "2/2568", "title": "ตั้งคณะทำงาน", "ground": "ตามแผน"},
    "letters": {
        "number": "5/2568",
        "subject": "ขอเชิญประชุม",
        "addressee": "หัวหน้าฝ่าย",
        "signatory_post": "ผู้อำนวยการเขต",
    },
}


@pytest.mark.parametrize("kind", PAPERS)
def test_a_signatory_is_taken_in_with_the_post_that_the_row_changes(take_in, plan, year, kind):
    """The former post would print the same name, the new one would print none."""

    def rows(cells):
        return tuple(kind_named(kind).column(name).heading for name in cells), (*cells.values(),)

    take_in("people", ("ชื่อ-สกุล", "ตำแหน่ง"), ("นายก ข", "ผู้อำนวยการเขต"))
    take_in(kind, *rows(PAPERS[kind]))
    signed = PAPERS[kind] | {"signatory": "นายก ข", "signatory_post": "หัวหน้าฝ่ายปกครอง"}
    take_in(kind, *rows(signed))
    (paper,) = getattr(year(), kind)
    (person,) = year().people
    assert (paper.signatory_id, paper.signatory_post) == (person.id, "หัวหน้าฝ่ายปกครอง")
    assert plan(kind, *rows(signed)).changes == ()


@pytest.mark.parametrize("kind", PAPERS)
def test_a_signatory_whom_the_register_lacks_is_named(take_in, plan, kind):
    """People of a roster are its rows; who comes with a paper would come unseen."""
    cells = PAPERS[kind] | {"signatory": "นายก ข", "signatory_post": "ผู้อำนวยการเขต"}
    heads = tuple(kind_named(kind).column(name).heading for name in cells)
    made = take_in(kind, heads, (*cells.values(),))
    assert made.added_people == ("นายก ข",)
    assert plan(kind, heads, (*cells.values(),)).added_people == ()
    roster = plan("people", ("ชื่อ-สกุล", "ตำแหน่ง"), ("นายค ง", "ผู้อำนวยการเขต"))
    assert roster.added_people == ()
