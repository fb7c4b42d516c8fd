"""The office's PowerPoint file: its looks are taken, and nothing else of it."""

import io
import re
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from PIL import Image
from pptx import Presentation
from pptx.util import Inches, Pt

from ita_desktop.documents.backends import pptx
from ita_desktop.domain.errors import InputError
from tests.documents.backends.pptx.test_writer import CROWDED, WHOLE, texts

MAIN = "application/vnd.openxmlformats-officedocument.presentationml.{}.main+xml"


def picture() -> io.BytesIO:
    target = io.BytesIO()
    Image.new("RGB", (40, 30), "red").save(target, "PNG")
    target.seek(0)
    return target


def office() -> bytes:
    """A template with a slide of its own, a picture on the master, colours, links and macros."""
    file = Presentation()
    file.slide_width, file.slide_height = Inches(11), Inches(8)
    slide = file.slides.add_slide(file.slide_layouts[5])
    slide.shapes.title.text = "สไลด์เดิมของสำนักงาน"
    slide.shapes.add_picture(picture(), 0, 0)
    master = file.slide_master
    image, key = master.part.get_or_add_image_part(picture())
    assert image is not None
    shapes: Any = file.slides[0].shapes
    copied = shapes[1]._element
    copied.blipFill.blip.rEmbed = key
    master.shapes._spTree.append(copied)
    title = file.slide_layouts[5].placeholders[0]
    title.left, title.top, title.width, title.height = (Inches(at) for at in (2, 0.5, 8, 1))
    title.text_frame.paragraphs[0].add_run().hyperlink.address = "https://example.invalid/x"
    target = io.BytesIO()
    file.save(target)
    return changed(target.getvalue(), add={"ppt/vbaProject.bin": b"Attribute VB_Name"})


def changed(
    file: bytes, add: dict[str, bytes] | None = None, put: dict[str, Any] | None = None
) -> bytes:
    """The file with more parts, and with parts changed by functions."""
    target = io.BytesIO()
    with ZipFile(io.BytesIO(file)) as old, ZipFile(target, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, put[name](data) if put and name in put else data)
        for name, data in (add or {}).items():
            new.writestr(name, data)
    return target.getvalue()


def parts(file: bytes) -> dict[str, bytes]:
    with ZipFile(io.BytesIO(file)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def as_potx(file: bytes) -> bytes:
    def typed(data: bytes) -> bytes:
        return data.replace(MAIN.format("presentation").encode(), MAIN.format("template").encode())

    return changed(file, put={"[Content_Types].xml": typed})


@pytest.mark.parametrize("make", [office, lambda: as_potx(office())])
def test_slides_take_its_size_layouts_and_pictures(make: Any) -> None:
    made = Presentation(io.BytesIO(pptx.render(WHOLE, own=make())))
    assert (made.slide_width, made.slide_height) == (Inches(11), Inches(8))
    second = made.slides[1]
    assert second.slide_layout.name == "Title and Content"
    assert [shape.shape_type for shape in made.slide_master.shapes].count(13) == 1
    assert "สไลด์เดิมของสำนักงาน" not in [text for slide in made.slides for text in texts(slide)]
    assert len(made.slides) == 3
    assert any(
        str(part.partname) == "/ppt/tableStyles.xml" for part in made.part.package.iter_parts()
    )


def test_macros_links_and_its_own_slides_are_not_taken() -> None:
    own = office()
    assert any(b"example.invalid" in data for data in parts(own).values())
    made = parts(pptx.render(WHOLE, own=own))
    assert not [name for name in made if "vba" in name.lower()]
    for data in made.values():
        assert b"example.invalid" not in data
        assert b"hlinkClick" not in data
        assert b'TargetMode="External"' not in data


def test_all_text_has_room_in_it_too() -> None:
    made = Presentation(io.BytesIO(pptx.render(CROWDED, own=office())))
    for slide in made.slides:
        for shape in slide.shapes:
            height = (
                sum(row.height for row in shape.table.rows) if shape.has_table else shape.height
            )
            assert shape.top + height <= made.slide_height + Pt(1)
            assert shape.left + shape.width <= made.slide_width + Pt(1)


def test_what_the_program_wrote_is_a_template() -> None:
    made = pptx.render(WHOLE)
    assert len(Presentation(io.BytesIO(pptx.render(WHOLE, own=made))).slides) == 3


def bomb() -> bytes:
    return changed(office(), add={"ppt/media/x.bin": b"0" * 70_000_000})


def with_entities() -> bytes:
    def attacked(data: bytes) -> bytes:
        entity = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
        return re.sub(rb"(<\?xml[^>]*\?>)", rb"\g<1>" + entity, data, count=1)

    return changed(office(), put={"ppt/theme/theme1.xml": attacked})


def damaged() -> bytes:
    """Bytes within a part that are no compressed data."""
    made = bytearray(office())
    with ZipFile(io.BytesIO(made)) as archive:
        info = archive.getinfo("ppt/presentation.xml")
    begin = info.header_offset + 30 + len(info.filename)
    made[begin : begin + 20] = b"\xff" * 20
    return bytes(made)


def without_titles() -> bytes:
    file = Presentation()
    for layout in file.slide_layouts:
        for one in list(layout.placeholders):
            one._element.getparent().remove(one._element)
    target = io.BytesIO()
    file.save(target)
    return target.getvalue()


def outside() -> bytes:
    """Relations that point out of the file."""

    def pointed(data: bytes) -> bytes:
        return data.replace(b"slideMasters/slideMaster1.xml", b"../../../../etc/passwd")

    return changed(office(), put={"ppt/_rels/presentation.xml.rels": pointed})


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(lambda: b"PK\x03\x04 no zip", id="broken"),
        pytest.param(lambda: changed(office(), put={"ppt/presentation.xml": lambda _: b"<p"}),
                     id="broken inside"),
        pytest.param(lambda: changed(b"PK\x05\x06" + bytes(18)), id="empty"),
        pytest.param(bomb, id="too large"),
        pytest.param(with_entities, id="entities"),
        pytest.param(without_titles, id="no titles"),
        pytest.param(outside, id="outside"),
        pytest.param(damaged, id="damaged"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_template_is_refused_with_what_to_do(data: Any) -> None:
    with pytest.raises(InputError, match="แม่แบบ PowerPoint") as refused:
        pptx.check(data())
    assert refused.value.remedy
