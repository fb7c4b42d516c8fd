"""Many documents at once: which there are, where they go, and that none is lost."""

from dataclasses import replace
from pathlib import Path

import pytest

from ita_desktop.documents.kinds import Format, Profile, ReportContext, Subject
from ita_desktop.documents.registry import KINDS
from ita_desktop.documents.registry import kind as kind_of
from ita_desktop.domain.errors import InputError
from ita_desktop.domain.letters import LetterMerge
from ita_desktop.services import letters, surveys
from ita_desktop.services.documents import batch
from ita_desktop.services.edits import CellEdit
from ita_desktop.services.meetings import meetings
from ita_desktop.services.roster import orders
from ita_desktop.storage.workspace import Workspace
from tests.documents.factories import pack as pack_factory

PAPERS = (Format.DOCX, Format.PDF)


class Stopped(Exception):  # noqa: N818 - as the window's own
    """Raised by a progress that wants no more."""


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """A folder that is not there yet."""
    return tmp_path / "เอกสาร"


def names(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def subjects(made: list[batch.BatchDocument], name: str) -> list[str]:
    return [one.context.subject for one in made if one.kind.name == name]


@pytest.mark.in_turn
def test_all_documents_are_written_each_into_the_folder_of_its_kind(
    office: Workspace, out: Path
) -> None:
    texts: list[tuple[int, int]] = []
    made = batch.of_year(ReportContext(office.year(2567)), PAPERS)
    done = batch.export(made, out, lambda done, of, _what: texts.append((done, of)))
    usual = {kind.name: batch.usual(kind.name, PAPERS) for kind in KINDS if not kind.internal}
    count = sum(map(len, usual.values()))
    assert sorted(str(file.relative_to(out)) for file in done.files) == names(out)
    assert len(done.files) == count
    assert {file.parent.name for file in done.files} == {kind.group.value for kind in KINDS}
    for file in done.files:
        assert file.parent.parent == out
    assert done.warnings
    assert len(set(done.warnings)) == len(done.warnings)
    assert texts[0] == (0, count)
    assert texts[-1] == (count, count)
    assert texts == sorted(texts)


def test_contacts_and_the_print_of_what_is_filled_in_are_made_where_they_are_asked_for(
    office: Workspace,
) -> None:
    internal = ReportContext(office.year(2567), profile=Profile.INTERNAL)
    made = {made.kind.name: made.formats for made in batch.of_year(internal)}
    assert "roster-contacts" not in made
    assert made["unit-worksheet"] == (Format.XLSX,)
    asked = batch.of_year(internal, names={"roster-contacts", "unit-worksheet"})
    assert {made.kind.name: len(made.formats) for made in asked} == {
        "roster-contacts": 3,
        "unit-worksheet": 3,
    }
    public = replace(internal, profile=Profile.PUBLIC)
    assert batch.of_year(public, names={"roster-contacts"}) == []


def test_every_letter_order_and_meeting_of_the_year_is_among_them(office: Workspace) -> None:
    for number in ("1", "2"):
        orders.edit(office, 2567, [CellEdit(orders.add(office, 2567), "number", number)])
        meetings.add(office, 2567)
    wordings = ("memo-general", "memo-evidence", "memo-book")
    written = [letters.add(office, 2567, wording) for wording in wordings]
    data = office.year(2567)
    made = batch.of_year(ReportContext(data))
    assert subjects(made, "memo") == written
    assert subjects(made, "unit-letters") == []
    assert subjects(made, "appointment-order") == [order.id for order in data.orders]
    for paper in ("agenda", "attendance", "minutes", "meeting-pack"):
        assert subjects(made, paper) == [meeting.id for meeting in data.meetings]
    named = {Subject.MEETING: data.meetings[0].id, Subject.LETTER: written[1]}
    some = batch.of_year(ReportContext(data), named=named)
    assert subjects(some, "agenda") == [data.meetings[0].id]
    assert subjects(some, "memo") == [written[1]]
    alone = batch.of_year(ReportContext(data), names={"unit-letters"})
    assert subjects(alone, "unit-letters") == [written[1]]


def test_every_survey_has_its_posters_among_them(office: Workspace) -> None:
    asked = [{"instrument": name, "url": f"https://a.example/{name}"} for name in ("IIT", "EIT")]
    made = surveys.add_links(office, 2567, asked)
    data = office.year(2567)
    for paper in ("survey-poster", "survey-poster-a5", "survey-poster-a5x2", "survey-slips"):
        assert subjects(batch.of_year(ReportContext(data)), paper) == made
    named = batch.of_year(ReportContext(data), named={Subject.SURVEY: made[1]})
    assert subjects(named, "survey-poster") == [made[1]]


def test_each_document_is_made_in_the_formats_that_are_wanted_of_it(office: Workspace) -> None:
    merged = letters.add(office, 2567, "memo-evidence")
    context = ReportContext(office.year(2567))
    wanted = {"memo": PAPERS, "unit-letters": (Format.PDF,), "score-summary": (Format.XLSX,)}
    made = {made.kind.name: made.formats for made in batch.chosen(context, wanted)}
    assert made == {"memo": PAPERS, "score-summary": (Format.XLSX,)}
    apart = wanted | {"memo": (Format.DOCX,)}
    assert subjects(batch.chosen(context, apart), "unit-letters") == [merged]
    assert batch.chosen(context, {"score-summary": (), "memo": (Format.XLSX,)}) == []


def test_a_letter_for_each_unit_is_merged_and_never_a_form_to_fill_in() -> None:
    year = pack_factory.year_2566()
    [merged] = [letter for letter in year.letters if letter.merge is LetterMerge.UNITS]
    made = batch.of_year(ReportContext(year))
    [letter] = [one for one in made if one.context.subject == merged.id]
    document = letter.kind.build(letter.context, letter.kind.digits)
    form = kind_of("unit-letters").build(letter.context, letter.kind.digits)
    assert document == replace(form, mark=document.mark)
    assert len(document.blocks) > 20


def test_what_not_all_of_a_kind_lack_is_said_of_those_that_lack_it(
    office: Workspace, out: Path
) -> None:
    numbered, bare = (letters.add(office, 2567, "memo-general") for _letter in range(2))
    texts = [
        (numbered, "subject", "ขอเชิญ"),
        (numbered, "number", "กท 5301/8887"),
        (bare, "subject", "ขอส่งเล่ม"),
    ]
    letters.edit(office, 2567, [CellEdit(*text) for text in texts])
    made = batch.of_year(ReportContext(office.year(2567)), (Format.PDF,), names={"memo"})
    told = [
        str(text).removeprefix("บันทึกข้อความและหนังสือ") for text in batch.export(made, out).warnings
    ]
    assert " · ขอส่งเล่ม: หนังสือยังไม่มีเลขที่" in told
    assert not any("ขอเชิญ: หนังสือยังไม่มีเลขที่" in text for text in told)
    assert told.count(": หนังสือยังไม่มีวันที่") == 1


def test_documents_of_one_title_do_not_take_each_others_place(office: Workspace, out: Path) -> None:
    for _letter in range(3):
        letters.add(office, 2567, "memo-book")
    made = batch.of_year(ReportContext(office.year(2567)), (Format.PDF,), names={"memo"})
    done = batch.export(made, out)
    assert len(done.files) == len(names(out)) == 3
    assert [file.stem[-4:] for file in done.files][1:] == [" (2)", " (3)"]


def test_a_progress_that_raises_stops_the_work_and_leaves_whole_files(
    office: Workspace, tmp_path: Path
) -> None:
    def stop(done: int, _of: int, _what: str) -> None:
        if done == 3:
            raise Stopped

    with pytest.raises(Stopped):
        batch.export(batch.of_year(ReportContext(office.year(2567))), tmp_path / "out", stop)
    written = [path for path in (tmp_path / "out").rglob("*") if path.is_file()]
    assert len(written) == 3
    assert all(path.stat().st_size > 1000 and path.suffix != ".tmp" for path in written)


def test_nothing_chosen_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="อย่างน้อยหนึ่งฉบับ"):
        batch.export([], tmp_path)
