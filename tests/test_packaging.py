"""What an installation brings: the program's data, and exactly the libraries that it imports."""

import configparser
import gzip
import json
import os
import platform
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import grimp
import pytest
from PIL import Image

from ita_desktop.paths import document, resource, resources
from ita_desktop.services.about import licensed_parts
from tests.support.places import ROOT
from tools.release import debian_package


@pytest.fixture(scope="module")
def unpacked_wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files of a wheel where an installation would put them, away from the checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder],
        check=True,
        cwd=ROOT,
        capture_output=True,
    )
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "site")
    return folder / "site"


def run_installed(site: Path, *words: str) -> str:
    done = subprocess.run(
        [sys.executable, *words],
        check=True,
        cwd=site.parent,
        env=os.environ | {"PYTHONPATH": str(site)},
        capture_output=True,
        encoding="utf-8",
    )
    return done.stdout


def test_a_checkout_uses_its_own_resources() -> None:
    assert resources() == ROOT / "resources"
    assert resource("frameworks", "2567.yaml").is_file()


@pytest.mark.in_turn
def test_a_wheel_brings_every_resource(unpacked_wheel: Path) -> None:
    described = run_installed(
        unpacked_wheel, "-c", "from ita_desktop.paths import resources; print(resources())"
    )
    installed = Path(described.strip())
    assert installed == unpacked_wheel / "ita_desktop" / "_resources"
    assert files_below(installed) == files_below(ROOT / "resources")


def test_a_wheel_brings_the_manual_and_what_is_new(unpacked_wheel: Path) -> None:
    described = run_installed(
        unpacked_wheel,
        "-c",
        "from ita_desktop.paths import document; print(document('manual.th.md').parent)",
    )
    installed = Path(described.strip())
    assert installed == unpacked_wheel / "ita_desktop" / "_docs"
    news = {"CHANGELOG.md", "CHANGELOG.th.md"}
    assert files_below(installed) == files_below(ROOT / "docs") | news
    assert (document("images") / "window.png").is_file()


def test_a_bundle_brings_what_a_wheel_does() -> None:
    recipe = (ROOT / "build_installer.spec").read_text(encoding="utf-8")
    wheel = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    carried = wheel["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]
    for source, target in carried.items():
        folder = target if not Path(source).suffix else str(Path(target).parent.as_posix())
        assert f'("{source}", "{folder}")' in recipe


def files_below(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.in_turn
def test_an_installed_program_knows_its_version_and_its_frameworks(unpacked_wheel: Path) -> None:
    assert run_installed(unpacked_wheel, "-m", "ita_desktop", "--version").startswith("ita-desktop")
    listed = run_installed(unpacked_wheel, "-m", "ita_desktop", "frameworks", "list")
    assert "2566" in listed
    assert "2567" in listed


@pytest.mark.in_turn
def test_the_libraries_that_are_imported_are_those_that_are_declared() -> None:
    extra = project()["optional-dependencies"]["server"]
    declared = {
        re.split(r"[<>=\[ ]", line, maxsplit=1)[0].lower()
        for line in [*project()["dependencies"], *extra]
    }
    assert imported_distributions() == declared


def project() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def imported_libraries() -> set[str]:
    graph = grimp.build_graph("ita_desktop", include_external_packages=True, cache_dir=None)
    return {
        name
        for name in graph.modules
        if graph.is_module_squashed(name) and name not in sys.stdlib_module_names
    }


def imported_distributions() -> set[str]:
    known = packages_distributions()
    return {
        known[library][0].lower().replace("_", "-")
        for library in imported_libraries()
        if library.isidentifier()
    }


def test_only_free_parts_of_qt_are_used() -> None:
    """QtCharts, QtGraphs and their like are GPL or commercial; these are LGPL."""
    used = {
        found
        for path in (ROOT / "ita_desktop").rglob("*.py")
        for found in re.findall(r"PySide6\.(\w+)", path.read_text(encoding="utf-8"))
    }
    assert used <= {"QtCore", "QtGui", "QtNetwork", "QtWidgets", "QtSvg", "QtPrintSupport"}


@pytest.mark.skipif(shutil.which("dpkg-deb") is None, reason="only Debian makes its packages")
def test_a_debian_package_brings_menu_entry_file_type_and_icons(qapp, tmp_path: Path) -> None:
    bundle = tmp_path / "ITA Desktop"
    (bundle / "_internal").mkdir(parents=True)
    (bundle / "_internal" / "data.bin").write_bytes(b"x")
    program = bundle / "ita-desktop"
    program.write_text("#!/bin/sh\n", encoding="ascii")
    program.chmod(0o700)
    package = debian_package.make(bundle, tmp_path)
    listed = subprocess.run(
        ["dpkg-deb", "--contents", package], check=True, capture_output=True, encoding="utf-8"
    ).stdout.splitlines()
    modes = {line.split()[5]: line.split()[0] for line in listed}
    assert modes["./opt/ita-desktop/ita-desktop"] == "-rwxr-xr-x"
    assert modes["./opt/ita-desktop/_internal/data.bin"] == "-rw-r--r--"
    assert "./usr/share/applications/ita-desktop.desktop" in modes
    assert {line.split()[1] for line in listed} == {"root/root"}
    system = tmp_path / "system"
    subprocess.run(["dpkg-deb", "--extract", package, system], check=True)
    assert (system / "usr/bin/ita-desktop").readlink() == Path("/opt/ita-desktop/ita-desktop")
    entry = configparser.ConfigParser(interpolation=None)
    entry.read(system / "usr/share/applications/ita-desktop.desktop", encoding="utf-8")
    described = ET.parse(system / "usr/share/mime/packages/ita-desktop.xml").getroot()
    (kind,) = described
    assert entry["Desktop Entry"]["MimeType"] == f"{kind.get('type')};"
    icons = system / "usr/share/icons/hicolor"
    for place in (
        f"apps/{entry['Desktop Entry']['Icon']}",
        "mimetypes/application-x-ita-workspace",
    ):
        with Image.open(icons / "48x48" / f"{place}.png") as icon:
            assert icon.size == (48, 48)
            assert icon.getextrema()[3] == (0, 255)
    with gzip.open(
        system / "usr/share/doc/ita-desktop/changelog.gz", "rt", encoding="utf-8"
    ) as text:
        assert text.read() == (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_a_workspace_has_the_mark_by_which_the_system_knows_its_type() -> None:
    header = resource("sample", "sample.ita").read_bytes()[:100]
    assert header[68:72] == b"ITAD"
    assert header.startswith(b"SQLite format 3")


def test_a_debian_package_asks_for_what_the_readme_installs() -> None:
    wanted = debian_package.control("amd64", 1).partition("Depends: ")[2].partition("\n")[0]
    assert {"libegl1", "libxcb-cursor0"} <= set(wanted.split(", "))
    # A program of a newer Debian does not start on an older one: apt refuses it there.
    assert f"libc6 (>= {platform.libc_ver()[1]})" in wanted
    assert "python3-venv" not in wanted


def test_an_installed_program_has_the_licence_texts_of_a_checkout(unpacked_wheel: Path) -> None:
    asked = (
        "import json; from ita_desktop.services.about import licensed_parts;"
        "print(json.dumps([[part.name, len(part.text)] for part in licensed_parts()]))"
    )
    installed = json.loads(run_installed(unpacked_wheel, "-c", asked))
    assert installed == [[part.name, len(part.text)] for part in licensed_parts()]
    assert installed[0][1] > 500
