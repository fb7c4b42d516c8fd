"""Where pages of a paper end: no line alone, no signature alone, no member parted."""

import subprocess
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ita_desktop.documents.backends import docx, pdf
from ita_desktop.documents.content import Block, Document, Margins, SignatureBlock, paragraph
from ita_desktop.documents.export import breaker_of
from ita_desktop.documents.kinds import ReportContext
from ita_desktop.documents.layout.fonts import Letters
from ita_desktop.documents.registry import kind
from ita_desktop.domain.text import to_arabic
from tests.documents.factories import papers as paper_factory
from tests.documents.readers import sarabun
from tests.documents.readers.files import squeezed
from tests.documents.readers.libreoffice import convert
from tests.support.cost import examples

LONG = "ด้วยสำนักงานเขตตัวอย่างเข้าร่วมการประเมิน จึงขอให้ส่งข้อมูล ภายในวันที่กำหนด " * 4
SIGNED = SignatureBlock(("(ลงนาม)", "ตำแหน่งยาว", "ปฏิบัติราชการแทนผู้อำนวยการ"))


@pytest.fixture(scope="module")
def letter(tmp_path_factory: pytest.TempPathFactory) -> Letters:
    """TH Sarabun New, as LibreOffice has it."""
    return sarabun.make(tmp_path_factory.mktemp("fonts"))


def page_lines(content: bytes, folder: Path) -> list[list[str]]:
    path = folder / "pages.pdf"
    path.write_bytes(content)
    read = subprocess.run(["pdftotext", "-raw", path, "-"], check=True, capture_output=True)
    pages = read.stdout.decode().expandtabs(1).split("\f")[:-1]
    return [[line.strip() for line in page.splitlines() if line.strip()] for page in pages]


def text_of(at: int, lines: int) -> str:
    """A paragraph of so many lines, each of which says whose it is and which."""
    return "\n".join(f"ย่อหน้า{at}บรรทัด{line}จาก{lines}" for line in range(1, lines + 1))


def paper(lengths: list[int], *, catchwords: bool) -> Document:
    blocks: list[Block] = [
        paragraph(text_of(at, lines), "paper-body") for at, lines in enumerate(lengths)
    ]
    margins = Margins(25, 20, 20, 30)
    return Document("ก", (*blocks, SIGNED), margins=margins, catchwords=catchwords)


@pytest.mark.needs_poppler
@settings(max_examples=examples(25))
@given(lengths=st.lists(st.integers(1, 12), min_size=1, max_size=24), catchwords=st.booleans())
@example(lengths=[1] * 28, catchwords=False)
@example(lengths=[12, 12, 6, 1], catchwords=True)
def test_no_line_and_no_signature_stands_alone(
    tmp_path_factory: pytest.TempPathFactory, lengths: list[int], catchwords: bool
) -> None:
    content = pdf.render(paper(lengths, catchwords=catchwords))
    pages = [
        [line for line in page if not line.endswith("...")]
        for page in page_lines(content, tmp_path_factory.mktemp("paper"))
    ]
    assert [line for page in pages for line in page] == [
        *(line for at, lines in enumerate(lengths) for line in text_of(at, lines).splitlines()),
        *SIGNED.lines,
    ]
    if sum(lengths) > 1:
        assert len(pages[-1]) >= len(SIGNED.lines) + 2
    for page in pages:
        for paragraph_, lines in Counter(map(whose, page)).items():
            if paragraph_:
                length = lengths[int(paragraph_)]
                assert lines == length or (lines >= 2 and length - lines >= 2)
                assert lines == length or not catchwords or length > 5


def whose(line: str) -> str:
    return line.partition("บรรทัด")[0].removeprefix("ย่อหน้า") if "บรรทัด" in line else ""


@pytest.mark.needs_poppler
@settings(max_examples=examples(15))
@given(members=st.integers(0, 60), length=st.integers(1, 90))
def test_no_member_is_parted(
    tmp_path_factory: pytest.TempPathFactory, members: int, length: int
) -> None:
    name = ("นายยาวนามสกุล" * 10)[:length]
    year = paper_factory.year_of(members, name)
    one = kind("appointment-order")
    content = pdf.render(one.build(ReportContext(year), one.digits), breaker_of(year))
    pages = page_lines(content, tmp_path_factory.mktemp("order"))
    texts = [
        (
            squeezed("".join(page)).count("เจ้าพนักงานธุรการชำนาญงาน"),
            sum("คณะทำงาน" in x for x in page),
        )
        for page in pages
    ]
    assert sum(posts for posts, _roles in texts) == members
    rows = [
        [line for line in page if line.startswith("๒.") and not line.endswith("...")]
        for page in pages
    ]
    numbered = [
        len([line for line in page if line.partition(" ")[0][2:].isdecimal()]) for page in rows
    ]
    assert numbered == [posts for posts, _roles in texts]


# In Word, as LibreOffice shows it.


def converted(files: dict[str, bytes], folder: Path) -> Iterator[tuple[str, bytes]]:
    """The files as LibreOffice makes PDF of them."""
    for name, content in files.items():
        (folder / f"{name}.docx").write_bytes(content)
    convert([folder / f"{name}.docx" for name in files], "pdf", folder)
    for name in files:
        yield name, (folder / f"{name}.pdf").read_bytes()


def letters_of(pages: list[list[str]]) -> list[Counter[str]]:
    """What stands on each page. LibreOffice counts lists in Arabic digits."""
    return [Counter(to_arabic(squeezed("".join(page)))) for page in pages]


def papers() -> dict[str, tuple[Document, Any]]:
    made = {}
    for stem, name, year in (
        ("order", "appointment-order", paper_factory.year_2568()),
        ("long-names", "appointment-order", paper_factory.year_of(40, "นายตัวอย่างชื่อ")),
        ("memo", "memo", paper_factory.invitation()),
        ("long-memo", "memo", paper_factory.invitation(body=f"{LONG}\n" * 8)),
        ("letter", "memo", paper_factory.outside()),
    ):
        one = kind(name)
        signed = paper_factory.as_signed(year)
        made[stem] = (one.build(ReportContext(signed), one.digits), breaker_of(year))
    for lines in (1, 2, 7):
        lengths = [lines] * (90 // lines)
        made[f"lines-{lines}"] = (paper(lengths, catchwords=False), None)
    return made


@pytest.mark.in_turn
@pytest.mark.needs_poppler
@pytest.mark.needs_soffice
def test_pages_end_at_the_same_places_in_word_where_both_have_the_letter(
    letter: Letters, tmp_path: Path
) -> None:
    made = papers()
    files = {
        name: docx.render(document, breaker, letter) for name, (document, breaker) in made.items()
    }
    for name, content in converted(files, tmp_path):
        document, breaker = made[name]
        ours = page_lines(pdf.render(document, breaker, letter), tmp_path)
        theirs = page_lines(content, tmp_path)
        assert letters_of(theirs) == letters_of(ours), name
