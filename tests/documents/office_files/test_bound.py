"""PDF files of the office: taken by a process with little time and memory, made anew of their
pages alone."""

import io
import zlib
from collections.abc import Callable
from functools import reduce
from typing import Any

import pypdfium2
import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.annotations import FreeText, Link, Text
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
    StreamObject,
    TextStringObject,
)
from reportlab.pdfgen.canvas import Canvas

from ita_desktop.documents import export, office_files
from ita_desktop.documents.kinds import Format
from ita_desktop.documents.office_files import check_pdf
from ita_desktop.domain.errors import InputError
from tests.documents.reports.book.test_report import KIND, with_file
from tests.pictures.given_pictures import noise, noted, saved

SECRET = "SECRET-AUTHOR-4711"


def page(words: str = "annex page") -> bytes:
    target = io.BytesIO()
    canvas: Any = Canvas(target, invariant=1)
    canvas.setAuthor(SECRET)
    canvas.drawString(100, 100, words)
    canvas.showPage()
    canvas.save()
    return target.getvalue()


def written(writer: PdfWriter) -> bytes:
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


def action(kind: str, **more: str) -> DictionaryObject:
    made = {NameObject("/S"): NameObject(kind)}
    made |= {NameObject(f"/{name}"): TextStringObject(text) for name, text in more.items()}
    return DictionaryObject(made)


def full_of_traps() -> bytes:
    """A page with all that may hang on one."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(page())))
    only = writer.pages[0]
    writer.add_attachment("secret.txt", SECRET.encode())
    only[NameObject("/AA")] = DictionaryObject(
        {
            NameObject("/O"): action("/Launch", F=f"{SECRET}.exe"),
            NameObject("/C"): action("/JavaScript", JS=f"app.alert('{SECRET}')"),
        }
    )
    meta = DecodedStreamObject()
    meta.set_data(f"<x>{SECRET}</x>".encode())
    only[NameObject("/Metadata")] = writer._add_object(meta)
    only[NameObject("/PieceInfo")] = DictionaryObject({NameObject("/X"): TextStringObject(SECRET)})
    writer.root_object[NameObject("/OpenAction")] = action("/SubmitForm", F=f"http://{SECRET}")
    for url in ("file:///etc/passwd", f"https://{SECRET}.example"):
        writer.add_annotation(0, Link(rect=(10, 10, 90, 90), url=url))
    note = Text(text=SECRET, rect=(10, 10, 30, 30))
    note[NameObject("/T")] = TextStringObject(SECRET)
    writer.add_annotation(0, note)
    return written(writer)


def photographed() -> bytes:
    """A page that is a photograph with what its camera noted."""
    data = saved(noise(60, 40), exif=noted(), comment=SECRET.encode())
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(page())))
    image = StreamObject()
    image._data = data
    for name, value in {"Type": "XObject", "Subtype": "Image", "ColorSpace": "DeviceRGB",
                        "Filter": "DCTDecode"}.items():  # fmt: skip
        image[NameObject(f"/{name}")] = NameObject(f"/{value}")
    for name, number in {"Width": 60, "Height": 40, "BitsPerComponent": 8}.items():
        image[NameObject(f"/{name}")] = NumberObject(number)
    only = writer.pages[0]
    resources: Any = only["/Resources"]
    resources[NameObject("/XObject")] = DictionaryObject(
        {NameObject("/Photo"): writer._add_object(image)}
    )
    paint = DecodedStreamObject()
    paint.set_data(b"q 300 0 0 200 100 300 cm /Photo Do Q")
    only[NameObject("/Contents")] = writer._add_object(paint)
    return written(writer)


def everything_in(data: bytes) -> bytes:
    """A file with its streams unpacked."""
    spread = [data]
    at = data.find(b"stream")
    while at >= 0:
        begin = data.find(b"\n", at) + 1
        try:
            spread.append(zlib.decompressobj().decompress(data[begin:]))
        except zlib.error:
            spread.append(b"")
        at = data.find(b"stream", at + 6)
    return b"\n".join(spread)


def pixels(data: bytes) -> bytes:
    document = pypdfium2.PdfDocument(data)
    drawn = document[0].render(scale=1).to_pil().convert("RGB").tobytes()
    document.close()
    return drawn


def colours(data: bytes) -> set[tuple[int, ...]]:
    drawn = pixels(data)
    return {tuple(drawn[at : at + 3]) for at in range(0, len(drawn), 3)}


def test_nothing_comes_along_but_what_is_drawn() -> None:
    given = full_of_traps()
    assert SECRET.encode() in everything_in(given)
    made = check_pdf(given, "แนบ.pdf")
    assert made.number == 1
    whole = everything_in(made.data)
    for word in (SECRET, "JavaScript", "Launch", "SubmitForm", "file:", "Annot", "EmbeddedFile",
                 "OpenAction", "PieceInfo", "Metadata", "URI"):  # fmt: skip
        assert word.encode() not in whole, word
    assert pixels(made.data) == pixels(page())
    assert "annex page" in PdfReader(io.BytesIO(made.data)).pages[0].extract_text()


def test_a_photograph_in_it_is_drawn_as_before_without_what_the_camera_noted() -> None:
    given = photographed()
    assert b"ITA TEST CAMERA" in given
    made = check_pdf(given, "ภาพ.pdf").data
    assert b"ITA TEST CAMERA" not in made
    assert SECRET.encode() not in everything_in(made)
    assert pixels(made) == pixels(given)


def test_what_was_typed_onto_a_page_stays_without_who_typed_it() -> None:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(page())))
    typed = FreeText(text="approved", rect=(50, 550, 200, 650), font_size="20pt")
    typed[NameObject("/T")] = TextStringObject(SECRET)
    look = DecodedStreamObject()
    look.set_data(b"1 0 0 rg 0 0 150 100 re f")
    for name, value in {"Type": "XObject", "Subtype": "Form"}.items():
        look[NameObject(f"/{name}")] = NameObject(f"/{value}")
    look[NameObject("/BBox")] = ArrayObject(map(FloatObject, (0, 0, 150, 100)))
    typed[NameObject("/AP")] = DictionaryObject({NameObject("/N"): writer._add_object(look)})
    writer.add_annotation(0, typed)
    given = written(writer)
    made = check_pdf(given, "อนุมัติ.pdf").data
    assert SECRET.encode() not in everything_in(made)
    assert (255, 0, 0) in colours(made)


def test_a_layer_that_nobody_sees_does_not_come_into_sight() -> None:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(page())))
    layer = writer._add_object(
        DictionaryObject(
            {NameObject("/Type"): NameObject("/OCG"), NameObject("/Name"): TextStringObject(SECRET)}
        )
    )
    only = writer.pages[0]
    resources: Any = only["/Resources"]
    resources[NameObject("/Properties")] = DictionaryObject({NameObject("/Hidden"): layer})
    paint = DecodedStreamObject()
    paint.set_data(b"/OC /Hidden BDC 1 0 0 rg 100 100 300 300 re f EMC 0 0 1 rg 0 0 50 50 re f")
    only[NameObject("/Contents")] = writer._add_object(paint)
    usual = DictionaryObject({NameObject("/OFF"): ArrayObject([layer])})
    writer.root_object[NameObject("/OCProperties")] = DictionaryObject(
        {NameObject("/OCGs"): ArrayObject([layer]), NameObject("/D"): usual}
    )
    given = written(writer)
    made = check_pdf(given, "ซ้อน.pdf").data
    for file in (given, made):
        seen = colours(file)
        assert not any(red > 200 > 50 > blue for red, _green, blue in seen)
        assert any(blue > 200 > 50 > red for red, _green, blue in seen)
    assert SECRET.encode() not in everything_in(made)
    assert b"100 300 300 re" not in everything_in(made)


def nested_forms(deep: int = 9, wide: int = 12) -> bytes:
    """Forms that draw others many times over."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(page())))
    inner: Any = None
    for _level in range(deep):
        form = DecodedStreamObject()
        form.set_data(b"/F Do " * wide if inner is not None else b"0 0 m 9 9 l S " * 50)
        form[NameObject("/Type")] = NameObject("/XObject")
        form[NameObject("/Subtype")] = NameObject("/Form")
        form[NameObject("/BBox")] = ArrayObject(map(FloatObject, (0, 0, 600, 800)))
        if inner is not None:
            form[NameObject("/Resources")] = DictionaryObject(
                {NameObject("/XObject"): DictionaryObject({NameObject("/F"): inner})}
            )
        inner = writer._add_object(form)
    only = writer.pages[0]
    only[NameObject("/Resources")] = DictionaryObject(
        {NameObject("/XObject"): DictionaryObject({NameObject("/F"): inner})}
    )
    paint = DecodedStreamObject()
    paint.set_data(b"/F Do")
    only[NameObject("/Contents")] = writer._add_object(paint)
    return written(writer)


def packed(content: bytes, times: int) -> bytes:
    """A page with a content that is packed very small."""
    packer = zlib.compressobj(9, wbits=-zlib.MAX_WBITS)
    # After a full flush nothing refers back: the next time is packed into the same bytes.
    once = packer.compress(content) + packer.flush(zlib.Z_FULL_FLUSH)
    check_sum = reduce(lambda found, _time: zlib.adler32(content, found), range(times), 1)
    data = b"\x78\xda" + once * times + packer.flush() + check_sum.to_bytes(4, "big")
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(page())))
    stream = StreamObject()
    stream._data = data
    stream[NameObject("/Filter")] = NameObject("/FlateDecode")
    writer.pages[0][NameObject("/Contents")] = writer._add_object(stream)
    return written(writer)


EXHAUSTING: dict[str, Callable[[], bytes]] = {
    "nested forms": nested_forms,
    "flate bomb": lambda: packed(b" " * 2**20, 3000),
    "endless drawing": lambda: packed(b"0 0 m 600 800 300 0 0 600 c S " * 20_000, 60),
}


@pytest.mark.in_turn
@pytest.mark.parametrize("name", EXHAUSTING)
def test_what_exhausts_who_draws_it_is_refused_by_name(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(office_files, "SECONDS", 4)
    with pytest.raises(InputError) as refused:
        check_pdf(EXHAUSTING[name](), f"{name}.pdf")
    assert f"{name}.pdf" in str(refused.value)
    assert "หน่วยความจำ" in str(refused.value)


@pytest.mark.in_turn
def test_the_rest_of_a_book_is_exported_and_the_file_is_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(office_files, "SECONDS", 4)
    context = with_file(EXHAUSTING["nested forms"]())
    made, _own = export.made(KIND, context)
    for form in (Format.PDF, Format.DOCX):
        assert export.render(made, form)
    told = " ".join(map(str, KIND.missing(context)))
    assert "news.pdf" in told
