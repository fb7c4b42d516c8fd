"""What a bundle is told to be made of: by the files in it, with licences, and as an SBOM."""

import json
import platform
import shutil
import sqlite3
import ssl
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import lxml.etree
import PIL
import pytest
from cyclonedx.model.bom import Bom
from PyInstaller.archive.writers import ZlibArchiveWriter
from PyInstaller.loader import pyimod01_archive

from ita_desktop.services.about import LicensedPart, write_parts
from ita_desktop.storage import sqlite_engines
from tests.support.places import ROOT
from tools.release import runtime, shared_modules
from tools.release import sbom as make_sbom
from tools.release.bundle_contents import not_of_system, parts_of, still_needed

DEBIAN = pytest.mark.skipif(shutil.which("dpkg-query") is None, reason="not a Debian")


def entries() -> list[tuple[str, str, str]]:
    return [
        ("lxml/etree.so", lxml.etree.__file__, "EXTENSION"),
        ("PIL", PIL.__file__, "PYMODULE"),
        ("sqlite3", sqlite3.__file__, "PYMODULE"),
        ("ita_desktop", str(ROOT / "ita_desktop" / "__init__.py"), "PYMODULE"),
        ("pypdf-7.dist-info/METADATA", "lib/pypdf-7.dist-info/METADATA", "DATA"),
        ("built-in", "", "BUILTIN"),
    ]


@pytest.mark.in_turn
def test_what_is_in_it_is_found_by_the_files_not_by_what_is_installed() -> None:
    names = {part.name for part in parts_of(entries())}
    assert {"ITA Desktop", "lxml", "pillow", "pyinstaller", "Lucide"} <= names
    assert any(name.startswith("Python") for name in names)
    assert not {"pypdf", "pytest", "SQLAlchemy"} & names


def test_the_interpreter_and_the_libraries_in_it_are_named_with_their_versions() -> None:
    parts = {part.name.partition(" (")[0]: part for part in parts_of(entries())}
    assert parts["Python"].version == platform.python_version()
    assert parts["SQLite"].version == sqlite3.sqlite_version
    assert parts["OpenSSL"].version in ssl.OPENSSL_VERSION
    assert parts["SQLite"].purl == f"pkg:generic/sqlite@{sqlite3.sqlite_version}"


@pytest.mark.in_turn
@DEBIAN
def test_a_release_refuses_an_interpreter_that_belongs_to_nobody(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    foreign = tmp_path / "python3"
    foreign.touch()
    monkeypatch.setattr(sys, "executable", str(foreign))
    with pytest.raises(SystemExit, match="no release with this interpreter"):
        runtime.main(["--release"])
    runtime.main([])
    assert runtime.FOR_TRIALS in capsys.readouterr().out
    assert f"Python ({runtime.FOR_TRIALS})" in {part.name for part in parts_of(entries())}


def test_what_speaks_against_the_libraries_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite_engines, "library_version", lambda: "3.45.1")
    assert any("SQLite 3.45.1" in doubt for doubt in runtime.doubts())
    monkeypatch.setattr(sqlite_engines, "library_version", lambda: "3.53.4")
    assert not any("SQLite" in doubt for doubt in runtime.doubts())


@DEBIAN
def test_a_library_of_the_system_comes_with_its_copyright_and_the_texts_that_it_names() -> None:
    library = next(Path("/lib").resolve().glob("*/libgcc_s.so.1"))
    parts = {part.name: part for part in parts_of([("libgcc_s.so.1", str(library), "BINARY")])}
    package = parts["libgcc-s1"]
    assert package.version
    assert package.purl == f"pkg:deb/debian/libgcc-s1@{package.version}"
    assert "GCC RUNTIME LIBRARY EXCEPTION" in package.text
    assert any(
        name.startswith("GPL") and "GNU GENERAL PUBLIC LICENSE" in part.text
        for name, part in parts.items()
    )


@DEBIAN
def test_a_library_that_nobody_knows_ends_the_bundle(tmp_path: Path) -> None:
    library = tmp_path / "libodd.so"
    library.write_bytes(b"")
    with pytest.raises(SystemExit, match="belongs to no package"):
        parts_of([("libodd.so", str(library), "BINARY")])


def test_an_sbom_names_every_part_with_version_and_licence(tmp_path: Path) -> None:
    parts = parts_of(entries())
    named = (*parts, LicensedPart("GPL-2", "", "", "a text that others name"))
    write_parts(named, tmp_path / "bundle" / "_internal" / "ita_desktop" / "_licences")
    target = tmp_path / "bundle.cdx.json"
    make_sbom.main(tmp_path / "bundle", target)
    told = json.loads(target.read_text(encoding="utf-8"))
    assert (told["bomFormat"], told["specVersion"]) == ("CycloneDX", "1.6")
    assert told["metadata"]["component"]["name"] == "ITA Desktop"
    assert told["metadata"]["component"]["type"] == "application"
    components = {component["name"]: component for component in told["components"]}
    assert set(components) == {part.name for part in parts[1:]}
    for part in parts[1:]:
        component = components[part.name]
        assert component.get("version", "") == part.version
        assert component["licenses"]
        assert component.get("purl", "").partition("?")[0] == part.purl
    (needs,) = [entry["dependsOn"] for entry in told["dependencies"] if "dependsOn" in entry]
    assert len(needs) == len(components)
    assert len(Bom.from_json(told).components) == len(components)


def test_the_program_needs_nothing_of_what_writes_the_sbom() -> None:
    found = subprocess.run(
        [sys.executable, "-c",
         "import sys, ita_desktop.services.about; print('cyclonedx' in sys.modules)"],
        check=True, capture_output=True, encoding="utf-8", cwd=ROOT,
    )  # fmt: skip
    assert found.stdout.strip() == "False"


def test_what_only_left_out_files_were_linked_to_is_left_out() -> None:
    linked = {
        "plugin": {"libtoolkit.so.3"}, "window": {"libwindow.so.6"}, "wide": {"libglib.so.0"},
        "window6": {"libicu.so.73"}, "toolkit": {"libpango.so.1", "libglib.so.0"},
    }  # fmt: skip
    found = [
        ("libtoolkit.so.3", "toolkit", "BINARY"), ("libpango.so.1", "pango", "BINARY"),
        ("libwindow.so.6", "window6", "BINARY"), ("libicu.so.73", "icu", "BINARY"),
        ("libglib.so.0", "glib", "BINARY"), ("libpython3.11.so.1.0", "wide", "BINARY"),
        ("Package/libown.so", "own", "BINARY"), ("Package/Window.so", "window", "EXTENSION"),
        ("window.dll", "dll", "BINARY"),
    ]  # fmt: skip
    kept = still_needed(found, lambda file: linked.get(file, set()))
    assert {name for name, *_ in found} - {name for name, *_ in kept} == {
        "libtoolkit.so.3", "libpango.so.1",
    }  # fmt: skip
    with_plugin = [("Plugin.so", "plugin", "BINARY"), *found]
    assert still_needed(with_plugin, lambda file: linked.get(file, set())) == with_plugin


def test_all_programs_find_their_modules_in_one_archive(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = tmp_path / "shared_thing.py"
    source.write_text("VALUE = 7\n", encoding="utf-8")
    code = compile(source.read_text(encoding="utf-8"), str(source), "exec")
    modules = [("shared_thing", str(source), "PYMODULE")]
    ZlibArchiveWriter(str(tmp_path / shared_modules.NAME), modules, {"shared_thing": code})
    installed: list[bool] = []
    importers = ModuleType("pyimod02_importers")
    importers.pyimod01_archive = pyimod01_archive  # type: ignore[attr-defined]
    ctypes = ModuleType("pyimod03_ctypes")
    ctypes.install = lambda: installed.append(True)  # type: ignore[attr-defined]
    monkeypatch.setattr(sys, "path_importer_cache", {str(tmp_path): object()})
    shared_modules.use(str(tmp_path), {"pyimod02_importers": importers, "pyimod03_ctypes": ctypes})
    assert importers.pyz_archive.extract("shared_thing") == code
    assert (sys.path_importer_cache, installed) == ({}, [True])


@DEBIAN
def test_a_library_that_the_packages_named_bring_along_is_the_systems() -> None:
    folder = next(Path("/lib").resolve().glob("*-linux-gnu"))
    listed = [
        (name, str(folder / name), "BINARY")
        for name in ("libz.so.1", "libsqlite3.so.0")
        if (folder / name).exists()
    ]
    listed += [("PIL/_imaging.so", "nowhere", "EXTENSION"), ("libQt6Gui.so.6", "qt", "BINARY")]
    kept = not_of_system(listed, ["libglib2.0-0", "no-such-package"])
    assert kept == [entry for entry in listed if entry[0] != "libz.so.1"]
