"""Files that the office keeps go onto the page when they were published, and only what is safe."""

from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

from PIL import Image

from ita_desktop.domain.records import Evidence
from ita_desktop.site.building import build
from ita_desktop.site.publishing import carry_out, plan
from tests.site.conftest import Office
from tests.site.page_reading import Page

DAY = date(2025, 2, 1)


def photograph() -> bytes:
    """A photograph that says where it was taken."""
    target = BytesIO()
    notes = Image.Exif()
    notes[0x010F] = "ซัมซุง secret camera"
    Image.new("RGB", (2400, 1200), "#446688").save(target, "JPEG", exif=notes)
    return target.getvalue()


FILES = {
    "a" * 64: ("แผน.PDF", b"%PDF-1.4 plan"),
    "b" * 64: ("ร่าง.xlsx", b"PK draft"),
    "c" * 64: ("หน้า.html", b"<script>alert(1)</script>"),
    "d" * 64: ("ประกาศ.jpg", photograph()),
    "e" * 64: ("หาย.pdf", None),
    "f" * 64: ("ภาพเสีย.png", b"\x89PNG broken"),
    "0" * 64: ("../../x.svg", b"<svg onload=alert(1)>"),
}


def row(at: int, media: str, **more: object) -> Evidence:
    name = FILES[media][0]
    made = Evidence(id=f"e{at}", year_id="y", item_code="O1", title=name, location=name)
    made = replace(made, media=media, file_name=name, published=DAY)
    return replace(made, **more)


def test_published_files_lie_beside_the_page(office: Office, tmp_path: Path) -> None:
    rows = tuple(
        row(at, media, published=None if "ร่าง" in FILES[media][0] else DAY)
        for at, media in enumerate(FILES)
    )
    source = office.source(replace(office.data, evidence=rows))
    source = replace(source, media=lambda key: (FILES.get(key) or (key, None))[1])
    planned = plan(build(source), tmp_path)
    carry_out(planned)
    files = {path.name: path.read_bytes() for path in (tmp_path / "2568" / "files").iterdir()}
    assert set(files) == {"o1-aaaaaaaa.pdf", "o1-dddddddd.jpg"}
    assert files["o1-aaaaaaaa.pdf"] == b"%PDF-1.4 plan"
    with Image.open(BytesIO(files["o1-dddddddd.jpg"])) as picture:
        assert picture.size == (2000, 1000)
        assert not picture.getexif()
    page = Page((tmp_path / "2568" / "o1.html").read_text(encoding="utf-8"))
    assert "files/o1-aaaaaaaa.pdf" in page.addresses
    assert "ร่าง.xlsx" not in page.text, "a draft is not even named"
    told = "\n".join(planned.notes)
    for name in ("ร่าง.xlsx", "หน้า.html", "หาย.pdf", "ภาพเสีย.png", "x.svg"):
        assert name in told


def test_a_link_stands_before_the_file_that_is_kept_of_it(office: Office, tmp_path: Path) -> None:
    rows = (row(0, "a" * 64, location="https://district.example/plan"),)
    source = office.source(replace(office.data, evidence=rows))
    source = replace(source, media=lambda key: (FILES.get(key) or (key, None))[1])
    carry_out(plan(build(source), tmp_path))
    page = Page((tmp_path / "en" / "2568" / "o1.html").read_text(encoding="utf-8"))
    assert "https://district.example/plan" in page.addresses
    assert "../../2568/files/o1-aaaaaaaa.pdf" in page.addresses
    again = plan(build(source), tmp_path)
    assert again.is_same
