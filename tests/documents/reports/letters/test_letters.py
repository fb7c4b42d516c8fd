import shutil
from pathlib import Path

from ita_desktop.documents.layout.fonts import bundled, find


def test_an_installed_th_sarabun_is_found_in_regular_and_bold(tmp_path: Path) -> None:
    files = bundled()
    below = tmp_path / "truetype"
    below.mkdir()
    shutil.copy(files.regular, below / "THSarabunNew.ttf")
    shutil.copy(files.bold, below / "THSarabunNew Bold.ttf")
    found = find([tmp_path])
    assert found is not None
    assert (found.regular.name, found.bold.name) == ("THSarabunNew.ttf", "THSarabunNew Bold.ttf")
    assert found.ratio == 1.0


def test_half_a_letter_or_a_broken_file_is_not_used(tmp_path: Path) -> None:
    shutil.copy(bundled().regular, tmp_path / "THSarabun.ttf")
    assert find([tmp_path]) is None
    (tmp_path / "THSarabun Bold.ttf").write_bytes(b"no font at all")
    assert find([tmp_path]) is None


def test_the_letter_that_draws_arabic_digits_as_thai_ones_is_left_alone(tmp_path: Path) -> None:
    shutil.copy(bundled().regular, tmp_path / "THSarabunIT๙.ttf")
    shutil.copy(bundled().bold, tmp_path / "THSarabunIT๙ Bold.ttf")
    assert find([tmp_path]) is None


def test_a_missing_folder_is_no_trouble(tmp_path: Path) -> None:
    assert find([tmp_path / "none"]) is None
