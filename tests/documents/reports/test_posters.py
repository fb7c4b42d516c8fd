"""Posters and slips: the code leads to the link from a page seen at 100 dpi, in every language."""

from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path

import docx
import pypdfium2
import pytest
import zxingcpp
from PIL import Image

from ita_desktop.documents.kinds import Format, Subject
from ita_desktop.documents.layout.fonts import covered
from ita_desktop.documents.reports import survey_posters
from ita_desktop.fonts import FALLBACKS
from ita_desktop.services import surveys, workspaces
from ita_desktop.services.documents import exporting
from ita_desktop.storage.workspace import Workspace
from tests.documents.readers.lines import pdf_pages

YEAR = 2567
URL = "https://survey.district.example/2567/eit?office=5301&lang=th"
LONG = f"https://survey.district.example/{'a' * 400}"


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    path = tmp_path_factory.mktemp("posters") / "เขต.ita"
    with workspaces.create(path, "สำนักงานเขตตัวอย่าง", YEAR) as workspace:
        given = {"url": URL, "closes": date(2024, 4, 30), "audience": "ร้านค้าในตลาด"}
        surveys.add_links(workspace, YEAR, [{"instrument": "EIT", **given}, {"url": LONG}])
        yield workspace


def _made(office: Workspace, name: str, survey: str, folder: Path) -> Path:
    data = office.year(YEAR)
    subject = {Subject.SURVEY: exporting.find_survey(data, survey)}
    context = exporting.context_of(office, data)
    done = exporting.export(context, name, folder, formats=(Format.PDF,), subjects=subject)
    return done.files[0]


def _read_at_100_dpi(path: Path) -> list[str]:
    with pypdfium2.PdfDocument(path) as document:
        assert len(document) == 1
        seen = document[0].render(scale=100 / 72).to_pil()
    return [found.text for found in zxingcpp.read_barcodes(seen)]


def _text(path: Path) -> str:
    (page,) = pdf_pages(path.read_bytes(), path.parent)
    return " ".join(page)


@pytest.mark.in_turn
@pytest.mark.needs_poppler
@pytest.mark.parametrize(
    ("name", "codes", "paper"),
    [
        ("survey-poster", 1, (210, 297)),
        ("survey-poster-a5", 1, (148, 210)),
        ("survey-poster-a5x2", 2, (297, 210)),
        ("survey-slips", 12, (210, 297)),
    ],
)
def test_every_code_on_the_page_leads_to_the_link(
    office: Workspace, tmp_path: Path, name: str, codes: int, paper: tuple[int, int]
) -> None:
    path = _made(office, name, "EIT", tmp_path)
    assert _read_at_100_dpi(path) == [URL] * codes
    with pypdfium2.PdfDocument(path) as document:
        page = document[0]
        assert tuple(round(side / 72 * 25.4) for side in page.get_size()) == paper
        kinds = {drawn.type for drawn in page.get_objects()}
        assert pypdfium2.raw.FPDF_PAGEOBJ_IMAGE not in kinds, "the code is drawn, not a picture"
    text = _text(path)
    assert "Scan" in text
    assert "填写问卷" in text
    assert "စစ်တမ်း" in text


@pytest.mark.needs_poppler
def test_a_poster_says_to_whom_and_until_when(office: Workspace, tmp_path: Path) -> None:
    text = _text(_made(office, "survey-poster", "EIT", tmp_path))
    assert "ร้านค้าในตลาด" in text
    assert "ตอบได้ถึง ๓๐ เมษายน ๒๕๖๗" in text
    assert URL in text, "a link is typed with the digits that it has"


def test_a_word_poster_is_a_page_of_its_paper_with_a_sharp_code(
    office: Workspace, tmp_path: Path
) -> None:
    data = office.year(YEAR)
    subject = {Subject.SURVEY: exporting.find_survey(data, "EIT")}
    context = exporting.context_of(office, data)
    done = exporting.export(
        context, "survey-poster-a5", tmp_path, formats=(Format.DOCX,), subjects=subject
    )
    made = docx.Document(str(done.files[0]))
    (section,) = made.sections
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (148, 210)
    (picture,) = [part for part in made.part.package.iter_parts() if part.partname.endswith("png")]
    seen = Image.open(BytesIO(picture.blob))
    assert min(seen.size) > 66 / 25.4 * 200, "dots for a printer, not for a screen"
    assert [found.text for found in zxingcpp.read_barcodes(seen.convert("L"))] == [URL]


def test_a_long_link_fits_a_poster_and_is_told_for_slips(office: Workspace, tmp_path: Path) -> None:
    assert _read_at_100_dpi(_made(office, "survey-poster", "IIT", tmp_path)) == [LONG]
    data = office.year(YEAR)
    context = exporting.context_of(office, data, subject=exporting.find_survey(data, "IIT"))
    assert survey_posters.SLIPS.missing(context) == [survey_posters._LONG_LINK]


def test_no_letter_of_a_poster_lacks_in_the_bundled_fonts() -> None:
    known = frozenset().union(*(covered(font) for font in range(-1, len(FALLBACKS))))
    words = "".join(
        text.text
        for text in (*survey_posters._TEXTS.values(), *survey_posters._SLIP_TEXTS.values())
    )
    assert {letter for letter in words if letter not in known and not letter.isspace()} == set()
