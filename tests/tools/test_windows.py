"""What a set-up for Windows is made of; ``dev.py installer`` tries the set-up itself."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from ita_desktop import __version__
from tools.windows import icons, signing, version_resource


def test_icons_have_every_size_and_a_clear_ground(qapp, tmp_path: Path) -> None:
    icons.write(tmp_path)
    for name in (icons.PROGRAM, icons.WORKSPACE):
        with Image.open(tmp_path / name) as icon:
            assert icon.info["sizes"] == {(size, size) for size in icons.SIZES}
            for size in icons.SIZES:
                shown = icon.ico.getimage((size, size)).convert("RGBA")
                assert shown.size == (size, size)
                clearest, densest = shown.getextrema()[3]
                assert clearest < 128
                assert densest == 255
    assert (tmp_path / icons.PROGRAM).read_bytes() != (tmp_path / icons.WORKSPACE).read_bytes()


def test_the_picture_of_the_set_up_is_one_that_it_can_show(qapp, tmp_path: Path) -> None:
    icons.write(tmp_path)
    with Image.open(tmp_path / icons.PICTURE) as picture:
        # Twice the 164 x 314 px of its place, three bytes a px, without transparency.
        assert (picture.format, picture.size, picture.mode) == ("BMP", (328, 628), "RGB")
        assert len(picture.getcolors(maxcolors=10_000)) > 2


def test_windows_is_told_the_version_in_four_numbers() -> None:
    assert version_resource.numbers("1.2.3") == (1, 2, 3, 0)
    assert version_resource.numbers("0.1.0.dev4") == (0, 1, 0, 0)
    told = version_resource.resource("ita-desktop", "ITA Desktop")
    assert f"'{__version__}'" in told
    assert "'ita-desktop.exe'" in told


def test_a_program_is_signed_by_the_command_that_is_given(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("ITA_SIGN_CERTIFICATE", raising=False)
    monkeypatch.delenv("ITA_SIGN_COMMAND", raising=False)
    assert not signing.is_given()
    program = tmp_path / "ITA Desktop.exe"
    program.write_bytes(b"MZ")
    signer = tmp_path / "sign.py"
    signer.write_text("import sys; open(sys.argv[1], 'ab').write(b'signed')", encoding="ascii")
    monkeypatch.setenv("ITA_SIGN_COMMAND", f'"{sys.executable}" "{signer}"')
    assert signing.is_given()
    signing.sign(program)
    assert program.read_bytes() == b"MZsigned"


@pytest.mark.skipif(shutil.which("osslsigncode") is None, reason="osslsigncode is not installed")
def test_a_certificate_that_cannot_sign_leaves_the_program_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "ITA Desktop.exe"
    program.write_bytes(b"MZ")
    monkeypatch.delenv("ITA_SIGN_COMMAND", raising=False)
    monkeypatch.setenv("ITA_SIGN_CERTIFICATE", str(tmp_path / "none.p12"))
    with pytest.raises(subprocess.CalledProcessError):
        signing.sign(program)
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"MZ"]
