"""What is kept of photographs: upright, small, and without what the camera noted."""

import io
import random
import re
import struct
import sys
import zlib

import pytest
from PIL import Image, ImageCms, ImageDraw
from PIL.PngImagePlugin import PngInfo

from ita_desktop.domain.errors import InputError
from ita_desktop.pictures.photographs import (
    LONGEST,
    picture_for_print,
    prepare,
    size_of,
    thumbnail,
    turned,
)
from tests.pictures.given_pictures import (
    PLACE,
    TRANSPOSED,
    noise,
    noted,
    opened,
    photograph,
    saved,
    scene,
)
from tests.support.places import FIXTURES

HEIC = FIXTURES / "photographs" / "turned_with_place.heic"
RED, BLUE, WHITE = (200, 30, 30), (30, 30, 200), (255, 255, 255)


def looks_like(picture: Image.Image, at: tuple[int, int], colour: tuple[int, int, int]) -> bool:
    found = picture.convert("RGB").getpixel(at)
    assert isinstance(found, tuple)
    return all(abs(one - other) < 12 for one, other in zip(found, colour, strict=True))


def is_the_scene(picture: Image.Image) -> bool:
    right, bottom = picture.width - 6, picture.height - 6
    return (
        picture.width > picture.height
        and looks_like(picture, (6, 6), RED)
        and looks_like(picture, (right, bottom), BLUE)
        and looks_like(picture, (right, 6), WHITE)
        and looks_like(picture, (6, bottom), WHITE)
    )


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_picture_is_turned_upright_however_the_camera_was_held(orientation: int) -> None:
    back = TRANSPOSED[orientation]
    held = scene() if back is None else scene().transpose(Image.Transpose(back))
    for kind in ("JPEG", "PNG", "WEBP", "TIFF"):
        kept = prepare(saved(held, kind, exif=noted(orientation)), "a")
        assert (kept.width, kept.height) == (240, 160)
        assert is_the_scene(opened(kept.data)), kind


def test_a_photograph_whose_notes_are_broken_is_kept_without_a_word_on_the_console(
    recwarn: pytest.WarningsRecorder,
) -> None:
    made = io.BytesIO()
    too_long = struct.pack("<HHHII", 1, 0x010E, 2, 5000, 26)
    exif = b"Exif\0\0II*\0" + struct.pack("<I", 8) + too_long + bytes(4)
    Image.new("RGB", (20, 10)).save(made, "JPEG", exif=exif)
    kept = prepare(made.getvalue(), "ภาพ.jpg")
    assert (kept.width, kept.height) == (20, 10)
    assert [str(warning.message) for warning in recwarn] == []


def test_nothing_that_the_camera_noted_is_kept() -> None:
    note = PngInfo()
    note.add_itxt("XML:com.adobe.xmp", "<x>ITA TEST CAMERA</x>")
    note.add_text("Comment", "ITA TEST CAMERA")
    xmp = b"<x:xmpmeta>ITA TEST CAMERA</x:xmpmeta>"
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    given = (
        saved(noise(60, 40), exif=noted(), xmp=xmp, comment=PLACE, icc_profile=profile),
        saved(noise(60, 40), "PNG", exif=noted(), pnginfo=note, icc_profile=profile),
        saved(scene(), "PNG", exif=noted(), pnginfo=note, icc_profile=profile),
        saved(noise(60, 40), "WEBP", exif=noted(), xmp=xmp, icc_profile=profile),
        saved(scene(), "GIF", comment=PLACE),
        HEIC.read_bytes(),
    )
    for data in given:
        assert PLACE in data
        kept = prepare(data, "a").data
        for mark in (PLACE, b"Exif", b"GPS", b"xmp", b"ICC", b"iCCP", b"eXIf", b"tEXt", b"iTXt"):
            assert mark not in kept
        picture = opened(kept)
        assert not dict(picture.getexif())
        assert not {"exif", "comment", "xmp", "icc_profile"} & set(picture.info)


def test_a_heic_file_of_a_telephone_is_kept_upright_as_jpeg_or_png() -> None:
    kept = prepare(HEIC.read_bytes(), "a.heic")
    picture = opened(kept.data)
    assert picture.format in {"JPEG", "PNG"}
    assert (kept.width, kept.height) == (160, 240)
    assert looks_like(picture, (150, 10), RED)
    assert looks_like(picture, (10, 230), BLUE)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF", "BMP", "TIFF"])
def test_what_a_file_is_follows_from_its_content(kind: str) -> None:
    kept = prepare(saved(scene(), kind), "ภาพ.wrong")
    assert is_the_scene(opened(kept.data))


def test_a_large_photograph_becomes_as_large_as_a_page_needs_it() -> None:
    kept = prepare(saved(noise(3000, 4500), quality=60), "a")
    assert (kept.width, kept.height) == (1067, LONGEST)
    assert opened(kept.data).format == "JPEG"
    assert opened(kept.data).size == (1067, LONGEST)


def test_a_small_photograph_is_not_made_larger() -> None:
    kept = prepare(photograph(), "a")
    assert (kept.width, kept.height) == (320, 240)


def test_a_thin_strip_of_a_picture_stays_a_picture() -> None:
    kept = prepare(saved(Image.new("RGB", (9000, 2)), "PNG"), "a")
    assert (kept.width, kept.height) == (LONGEST, 1)


def test_the_same_file_gives_the_same_bytes() -> None:
    data = saved(noise(2500, 400))
    assert prepare(data, "a") == prepare(data, "b")


def test_a_picture_of_a_screen_is_kept_without_loss() -> None:
    screen = Image.new("RGB", (1200, 700), "white")
    pen = ImageDraw.Draw(screen)
    for row in range(40):
        pen.line((20, 15 * row, 1100 - 7 * row, 15 * row), fill=(row * 5, 40, 90))
    kept = prepare(saved(screen, "PNG"), "a")
    assert opened(kept.data).format == "PNG"
    assert opened(kept.data).convert("RGB").tobytes() == screen.tobytes()


def test_what_is_transparent_lies_on_white() -> None:
    clear = Image.new("RGBA", (300, 200), (0, 0, 0, 0))
    clear.paste((200, 30, 30, 255), (0, 0, 100, 100))
    palette = clear.convert("RGB").quantize(8)
    for data in (
        saved(clear, "PNG"),
        saved(clear, "WEBP", lossless=True),
        saved(clear.convert("LA"), "PNG"),
        saved(palette, "PNG", transparency=palette.getpixel((250, 150))),
    ):
        assert looks_like(opened(prepare(data, "a").data), (250, 150), WHITE)


@pytest.mark.in_turn
def test_large_transparent_pictures_lie_on_white_to_their_last_line() -> None:
    clear = Image.new("RGBA", (4010, 8021), (0, 0, 0, 0))
    clear.paste((200, 30, 30, 255), (0, 8000, 4010, 8021))
    kept = opened(prepare(saved(clear, "PNG", compress_level=1), "a").data)
    assert kept.size == (800, LONGEST)
    assert looks_like(kept, (400, 800), WHITE)
    assert looks_like(kept, (400, LONGEST - 1), RED)


@pytest.mark.parametrize("mode", ["1", "L", "P", "CMYK", "I;16", "LA", "RGBA"])
def test_pictures_of_every_make_are_read(mode: str) -> None:
    kind = "TIFF" if mode == "CMYK" else "PNG"
    if mode == "I;16":
        given = Image.new("I;16", (90, 60), 65535)
    else:
        given = Image.new("RGB", (90, 60), "white").convert(mode)
    assert looks_like(opened(prepare(saved(given, kind), "a").data), (40, 30), WHITE)


def test_colours_are_brought_over_from_the_profile_that_came_with_them() -> None:
    # In a profile with red and green exchanged what looks red is noted as green.
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    red, green = profile.index(b"rXYZ"), profile.index(b"gXYZ")
    profile[red : red + 4], profile[green : green + 4] = b"gXYZ", b"rXYZ"
    given = saved(Image.new("RGB", (60, 60), (0, 255, 0)), "PNG", icc_profile=bytes(profile))
    assert looks_like(opened(prepare(given, "a").data), (30, 30), (255, 0, 0))


def test_a_broken_profile_leaves_the_colours_as_they_are() -> None:
    for profile in (b"no profile", b"\0" * 200):
        given = saved(scene(), icc_profile=profile)
        assert is_the_scene(opened(prepare(given, "a").data))


# -- bad input


def png_of(width: int, height: int) -> bytes:
    """A PNG that says how large it is and has next to nothing in it."""

    def chunk(name: bytes, content: bytes) -> bytes:
        check = zlib.crc32(name + content)
        return struct.pack(">I", len(content)) + name + content + struct.pack(">I", check)

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


def jpeg_that_says(width: int, height: int, *, progressive: bool = False) -> bytes:
    data = bytearray(saved(scene(), progressive=progressive))
    at = data.index(b"\xff\xc2" if progressive else b"\xff\xc0") + 5
    data[at : at + 4] = struct.pack(">HH", height, width)
    return bytes(data)


def tiff_that_says(width: int, height: int) -> bytes:
    data = bytearray(saved(Image.new("1", (width, 16)), "TIFF", compression="group4"))
    [at] = [found.start() for found in re.finditer(struct.pack("<H", 257), data)]
    struct.pack_into("<I", data, at + 8, height)
    return bytes(data)


def test_pictures_that_would_fill_the_memory_are_refused_before_they_do() -> None:
    bombs = [
        png_of(60_000, 60_000),
        jpeg_that_says(65_000, 65_000),
        tiff_that_says(30_000, 30_000),
        jpeg_that_says(12_000, 9_000, progressive=True),
    ]
    for data in bombs:
        with pytest.raises(InputError, match=r"โรงเรียน\.jpg เป็นภาพใหญ่เกิน \d+ ล้านจุด"):
            prepare(data, "โรงเรียน.jpg")


@pytest.mark.in_turn
def test_a_photograph_of_a_hundred_megapixels_is_kept() -> None:
    kept = prepare(saved(Image.new("RGB", (12_000, 9_000), RED), quality=20), "a")
    assert (kept.width, kept.height) == (LONGEST, 1200)
    assert looks_like(opened(kept.data), (800, 600), RED)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF", "BMP"])
def test_a_file_that_ends_too_early_is_told(kind: str) -> None:
    whole = saved(noise(200, 200), kind)
    for share in (0.02, 0.5, 0.9):
        with pytest.raises(InputError, match=r"งาน\.jpg เสียหรือขาดตอน"):
            prepare(whole[: int(len(whole) * share)], "งาน.jpg")


def test_a_heic_file_that_ends_too_early_is_told() -> None:
    whole = HEIC.read_bytes()
    for end in (40, 600, len(whole) - 60):
        with pytest.raises(InputError, match="เสียหรือขาดตอน"):
            prepare(whole[:end], "a.heic")


def test_a_machine_that_cannot_read_heic_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pi_heif", None)
    with pytest.raises(InputError, match=r"IMG_1\.heic เป็นภาพ HEIC"):
        prepare(HEIC.read_bytes(), "IMG_1.heic")


def test_what_is_no_picture_is_told_whatever_its_name() -> None:
    for data in (b"", b"MZ\x90\0", b"%PDF-1.7", b"PK\3\4", "ข้อความ".encode()):
        with pytest.raises(InputError, match=r"ใบงาน\.jpg ไม่ใช่ไฟล์ภาพ"):
            prepare(data, "ใบงาน.jpg")


@pytest.mark.filterwarnings("ignore:Tag data larger")
def test_a_damaged_file_is_kept_or_told_but_never_anything_else() -> None:
    chance = random.Random(6)
    whole = [
        saved(scene(), kind, **({"exif": noted(6)} if kind != "GIF" else {}))
        for kind in ("JPEG", "PNG", "WEBP", "TIFF", "GIF")
    ]
    for data in [*whole, HEIC.read_bytes()]:
        for _ in range(60):
            damaged = bytearray(data)
            for _ in range(chance.randint(1, 12)):
                damaged[chance.randrange(12, len(damaged))] = chance.randrange(256)
            try:
                kept = prepare(bytes(damaged), "a")
            except InputError:
                continue
            assert max(opened(kept.data).size) <= LONGEST


# -- small pictures, parts, turning


def test_a_small_picture_for_the_screen_has_the_shape_of_its_part() -> None:
    kept = prepare(saved(scene(1600, 1200)), "a").data
    small = thumbnail(kept, 160)
    assert (small.width, small.height, len(small.rgb)) == (160, 120, 160 * 120 * 3)
    part = thumbnail(kept, 160, "0 0 500 1000")
    assert (part.width, part.height) == (107, 160)
    corner = thumbnail(kept, 40, "500 500 500 500")
    assert all(abs(a - b) < 12 for a, b in zip(corner.rgb[:3], BLUE, strict=True))


def test_a_document_gets_the_part_that_is_shown_no_larger_than_it_prints() -> None:
    kept = prepare(saved(noise(1600, 1200)), "a").data
    assert picture_for_print(kept, "", LONGEST) == kept
    assert size_of(picture_for_print(kept, "", 500)) == (500, 375)
    part = picture_for_print(kept, "250 0 500 1000", 900)
    assert size_of(part) == (600, 900)
    assert part == picture_for_print(kept, "250 0 500 1000", 900)


def test_a_part_is_as_sharp_as_the_kept_picture_allows() -> None:
    kept = prepare(saved(noise(2000, 1500)), "a").data
    assert size_of(picture_for_print(kept, "0 0 200 200", 900)) == (320, 240)


def test_four_quarters_bring_a_picture_round() -> None:
    kept = prepare(saved(scene()), "a")
    once = turned(kept.data, "a", 1)
    assert (once.width, once.height) == (160, 240)
    assert looks_like(opened(once.data), (150, 10), RED)
    back = turned(turned(once.data, "a", 2).data, "a", -3)
    assert is_the_scene(opened(back.data))


def test_what_cannot_be_read_has_no_size_and_no_small_picture() -> None:
    assert size_of(b"nothing") == (0, 0)
    with pytest.raises(InputError):
        thumbnail(b"nothing", 100)
    with pytest.raises(InputError):
        picture_for_print(b"nothing", "", 100)
