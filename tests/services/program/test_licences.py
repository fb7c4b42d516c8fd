"""Licences: every part that is installed has its whole text, and a bundle tells the same."""

import re
import tomllib

import pytest

from ita_desktop.services import about
from ita_desktop.services.about import LicensedPart, installed_parts, needed_packages
from tests.support.places import ROOT


@pytest.fixture(scope="module")
def parts() -> dict[str, LicensedPart]:
    return {part.name.lower().replace("_", "-"): part for part in installed_parts()}


def dependencies() -> list[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return [re.match(r"[\w-]+", line)[0].lower() for line in project["dependencies"]]


@pytest.mark.parametrize("name", dependencies())
def test_every_library_that_is_needed_has_its_licence_text(parts, name) -> None:
    part = parts[name]
    assert part.version
    assert part.licence
    assert len(part.text) > 500, "neither the package nor resources/licences has a text"
    assert part.purl == f"pkg:pypi/{name}@{part.version}"


def test_what_they_need_in_turn_has_its_text_too(parts) -> None:
    assert needed_packages() > set(dependencies())
    assert {"et-xmlfile", "typing-extensions", "charset-normalizer"} <= needed_packages()
    assert "pytest" not in needed_packages()
    assert [part.name for part in parts.values() if len(part.text) < 300] == []


@pytest.mark.parametrize("name", ["pyside6-essentials", "shiboken6", "pi-heif"])
def test_the_lgpl_comes_with_the_gpl_that_it_adds_to(parts, name) -> None:
    text = parts[name].text
    assert "LGPL" in parts[name].licence
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in text
    assert "15. Disclaimer of Warranty" in text


def test_program_python_fonts_icons_and_words_are_among_them(parts) -> None:
    assert "MIT License" in parts["ita desktop"].text
    assert "PYTHON SOFTWARE FOUNDATION LICENSE" in parts["python"].text
    whole = "\n".join(part.text for part in parts.values())
    for words in ("SIL OPEN FONT LICENSE", "ISC License", "CC0 1.0 Universal", "Apache License"):
        assert words in whole


def test_a_package_without_a_text_gets_ours_or_is_seen(parts, tmp_path, monkeypatch) -> None:
    for name, licence in (("bare-lgpl", "LGPL-3.0-only"), ("bare-odd", "Odd")):
        folder = tmp_path / f"{name.replace('-', '_')}-1.0.dist-info"
        folder.mkdir()
        (folder / "METADATA").write_text(
            f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\nLicense: {licence}\n"
        )
        (folder / "RECORD").write_text(f"{folder.name}/METADATA,,\n")
    monkeypatch.syspath_prepend(tmp_path)
    made = {part.name: part for part in installed_parts(["bare-lgpl", "bare_odd"])}
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in made["bare-lgpl"].text
    assert made["bare-odd"].text == ""
    assert not set(dependencies()) & set(made)


def test_what_a_bundle_keeps_is_told_as_it_was_found(tmp_path, monkeypatch) -> None:
    found = installed_parts()
    about.write_parts(found, tmp_path / "_licences")
    assert about.read_parts(tmp_path / "_licences") == found
    texts = {path.read_text(encoding="utf-8") for path in tmp_path.rglob("*.txt")}
    assert texts == {part.text for part in found}
    kept = (LicensedPart("libของระบบ/x", "1", "MIT", "ข้อความ"),)
    about.write_parts(kept, tmp_path / "bundle" / "_licences")
    monkeypatch.setattr(about, "resources", lambda: tmp_path / "bundle" / "_resources")
    assert about.licensed_parts() == kept


def test_third_party_names_every_library_that_is_needed() -> None:
    text = (ROOT / "THIRD_PARTY.md").read_text(encoding="utf-8").lower().replace("_", "-")
    assert [name for name in sorted(needed_packages()) if name not in text] == []
