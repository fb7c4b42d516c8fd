"""PDF files that are broken, locked or built to exhaust memory and time: a sentence, soon."""

import io
import random
import subprocess
import sys
import time
import zlib
from collections.abc import Callable

import pytest
from pypdf import PdfReader, PdfWriter

from ita_desktop.domain.errors import InputError, ItaError
from ita_desktop.exchange.files.pdf import process
from ita_desktop.exchange.files.reading import content_in
from ita_desktop.exchange.sheets import CancelledError, WorkProgress
from ita_desktop.filing.limited_process import _ended
from tests.exchange.files.pdf.made import page_with, pdf_of_pages, with_content

_SECONDS = 30


def remedy_of(data: bytes) -> str:
    """What the remedy says if the file is refused; any other exception fails the test."""
    begin = time.monotonic()
    try:
        content_in(data, "งาน.pdf", WorkProgress())
    except ItaError as error:
        return error.remedy or pytest.fail("a refusal without a remedy")
    finally:
        assert time.monotonic() - begin < _SECONDS
    return ""


@pytest.mark.in_turn
def test_a_file_cut_or_changed_anywhere_never_raises_anything_but_our_own_error() -> None:
    data = page_with("ก ข ค")
    chance = random.Random(7)
    for _ in range(6):
        remedy_of(data[: chance.randrange(8, len(data))])
        flipped = bytearray(data)
        for _flip in range(20):
            flipped[chance.randrange(8, len(data))] = chance.randrange(256)
        remedy_of(bytes(flipped))


def test_an_encrypted_file_is_told_as_such() -> None:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(page_with("ลับ"))))
    writer.encrypt("1234")
    target = io.BytesIO()
    writer.write(target)
    with pytest.raises(InputError, match="รหัสผ่าน") as told:
        content_in(target.getvalue(), "ลับ.pdf", WorkProgress())
    assert "ไม่มีรหัสผ่าน" in told.value.remedy


def test_pages_without_text_are_told_as_scanned() -> None:
    with pytest.raises(InputError, match="เป็นภาพ") as told:
        content_in(with_content(b"10 10 50 50 re S"), "สแกน.pdf", WorkProgress())
    assert "OCR" in told.value.remedy


def _bomb() -> bytes:
    packer = zlib.compressobj(9, wbits=-zlib.MAX_WBITS)
    block, many, check = b"0 0 m 9 9 l S\n" * 80_000, 900, 1
    # What ends in a full flush can stand behind itself, so that it is packed once.
    packed = packer.compress(block) + packer.flush(zlib.Z_FULL_FLUSH)
    for _ in range(many):
        check = zlib.adler32(block, check)
    whole = b"\x78\xda" + packed * many + packer.flush() + check.to_bytes(4, "big")
    return with_content(whole, b"/Filter/FlateDecode")


def _lines() -> bytes:
    level = b"".join(b"0 %d m 5000 %d l S\n" % (at, at) for at in range(0, 9000, 5))
    upright = b"".join(b"%d 0 m %d 9000 l S\n" % (at, at) for at in range(0, 5000, 5))
    return with_content(level + upright, size=(5000, 9000))


def _form_in_itself() -> bytes:
    return pdf_of_pages(
        b"/F Do",
        {"F": (b"/F Do /F Do", b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]", ("F",))},
    )


def _forms_of_forms() -> bytes:
    forms = {
        f"F{at}": (
            b"/F%d Do " % (at + 1) * 20 if at < 9 else b"0 0 m 9 9 l S",
            b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]",
            (f"F{at + 1}",) if at < 9 else (),
        )
        for at in range(10)
    }
    return pdf_of_pages(b"/F0 Do " * 20, forms)


def _huge_page() -> bytes:
    return with_content(b"BT ET", size=(10**9, 10**9))


def _deep() -> bytes:
    return with_content(b"[" * 2_000_000 + b"]" * 2_000_000)


def _letters() -> bytes:
    return with_content(b"BT /F1 12 Tf " + b"(" + b"a" * 3_000_000 + b") Tj ET")


def _picture() -> bytes:
    return pdf_of_pages(
        b"500 0 0 500 0 0 cm /P Do",
        {
            "P": (
                zlib.compress(bytes(1000)),
                (
                    b"/Type/XObject/Subtype/Image/Width 60000/Height 60000/ColorSpace/DeviceRGB"
                    b"/BitsPerComponent 8/Filter/FlateDecode"
                ),
                (),
            )
        },
    )


def _pages_in_themselves() -> bytes:
    return with_content(b"BT ET").replace(b"/Kids[3 0 R]", b"/Kids[2 0 R]")


@pytest.mark.in_turn
@pytest.mark.parametrize(
    "build",
    [
        _bomb,
        _lines,
        _form_in_itself,
        _forms_of_forms,
        _huge_page,
        _deep,
        _picture,
        _pages_in_themselves,
    ],
)
def test_files_built_to_exhaust_end_in_a_sentence(build: Callable[[], bytes]) -> None:
    assert remedy_of(build())


def test_a_text_without_end_is_no_hindrance() -> None:
    remedy_of(_letters())


def test_what_takes_too_long_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process, "SECONDS", 0.01)
    with pytest.raises(InputError, match="นาน"):
        content_in(page_with("ก"), "ก.pdf", WorkProgress())


def test_reading_can_be_cancelled_and_tells_how_far_it_is() -> None:
    data = page_with(*(f"บรรทัด ก{number}" for number in range(300)))
    told: list[tuple[int, int]] = []
    content_in(data, "ก.pdf", WorkProgress(lambda done, total: told.append((done, total))))
    assert any(0 < done <= total == 300 for done, total in told)
    with pytest.raises(CancelledError):
        content_in(data, "ก.pdf", WorkProgress(cancelled=lambda: True))


@pytest.mark.parametrize(("earned", "ends"), [(30.0, True), (None, False)])
def test_reading_has_more_time_for_what_was_read(earned: float | None, *, ends: bool) -> None:
    program = [sys.executable, "-c", "import time; time.sleep(1.5)"]
    with subprocess.Popen(program) as process:
        assert _ended(process, time.monotonic() + 0.3, lambda: earned) is ends
        process.kill()
