"""Releases are made of locked packages: all that is declared, in versions that it allows."""

import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.support.places import ROOT
from tools.release import environments, locks

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
EXTRAS = {"bundle": ["bundle", "server"], "dev": ["dev", "bundle", "server"]}
SYSTEMS = [{"python_version": python, "extra": ""} for python in ("3.11", "3.13")]


def locked(name: str, system: dict[str, str] | None = None) -> dict[str, Requirement]:
    """The packages of a lock for one Python, each with one version and at least one hash."""
    text = (ROOT / "locks" / f"{name}.txt").read_text(encoding="utf-8")
    found = {}
    for entry in text.replace("\\\n", " ").splitlines():
        if entry.startswith("#"):
            continue
        words, *hashes = entry.split("--hash=sha256:")
        assert hashes, words
        assert all(len(told.strip()) == 64 for told in hashes)
        package = Requirement(words)
        if package.marker is None or system is None or package.marker.evaluate(full(system)):
            found[canonicalize_name(package.name)] = package
    return found


def full(system: dict[str, str]) -> dict[str, str]:
    return system | {"python_full_version": f"{system['python_version']}.0"}


@pytest.mark.parametrize("system", SYSTEMS, ids=lambda system: system["python_version"])
@pytest.mark.parametrize("name", ["bundle", "dev"])
def test_a_lock_has_every_declared_package_in_a_version_that_fits(
    name: str, system: dict[str, str]
) -> None:
    pinned = locked(name, system)
    extras = [line for extra in EXTRAS[name] for line in PROJECT["optional-dependencies"][extra]]
    for line in [*PROJECT["dependencies"], *extras]:
        wanted = Requirement(line)
        if wanted.name == PROJECT["name"]:
            continue
        if wanted.marker is not None and not wanted.marker.evaluate(full(system)):
            continue
        (version,) = pinned[canonicalize_name(wanted.name)].specifier
        assert version.operator == "=="
        assert wanted.specifier.contains(version.version), line


def test_a_bundle_is_made_without_what_only_developers_need() -> None:
    assert not {"pytest", "mypy", "fonttools", "weasyprint", "hatchling"} & set(locked("bundle"))


def test_what_is_locked_together_has_the_same_versions() -> None:
    """What was tried is what is released."""
    bundle, dev = locked("bundle"), locked("dev")
    assert {name: package.specifier for name, package in bundle.items()} == {
        name: dev[name].specifier for name in bundle
    }


def test_every_lock_is_made_by_the_task() -> None:
    assert {path.stem for path in (ROOT / "locks").glob("*.txt")} == set(locks.LOCKED)


def test_an_environment_is_known_by_its_lock_and_its_python() -> None:
    assert environments.key_of(b"a", "b") != environments.key_of(b"ab", "")
    assert environments.key_of(b"a", "b") == environments.key_of(b"a", "b")


@pytest.mark.in_turn
@pytest.mark.skipif(sys.platform == "win32", reason="an environment there is a copy")
def test_the_interpreter_of_a_release_is_the_one_that_made_its_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "nothing.txt").touch()
    monkeypatch.setattr(environments, "LOCKS", tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    made = environments.program(environments.environment("nothing"), "python")
    # Of a copy nobody can tell which package of the system it is from.
    assert made.resolve() == Path(sys.executable).resolve()
