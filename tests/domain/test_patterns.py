"""Patterns that are compiled on first use are like others."""

import importlib
import pickle
import pkgutil
import re
import warnings

import pytest

import ita_desktop
from ita_desktop.domain.patterns import lazy_re


@pytest.fixture(name="compiled")
def _compiled(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is compiled from now on."""
    texts: list[str] = []
    plain = re.compile

    def noted(text: str, flags: int = 0) -> "re.Pattern[str]":
        texts.append(text)
        return plain(text, flags)

    monkeypatch.setattr(re, "compile", noted)
    return texts


def test_nothing_is_compiled_before_something_is_compared(compiled: list[str]) -> None:
    made = lazy_re("ข้อ (O[0-9]+)")
    assert made.pattern == "ข้อ (O[0-9]+)"
    assert compiled == []
    assert made.search("ดูข้อ O12") is not None
    assert made.sub("", "ข้อ O1 ข้อ O2") == " "
    assert compiled == ["ข้อ (O[0-9]+)"]


def test_it_answers_as_a_compiled_one_does() -> None:
    text = "o1, O2 และ o3"
    made, plain = (
        lazy_re("(?P<item>o)([0-9])", re.IGNORECASE),
        re.compile("(?P<item>o)([0-9])", re.IGNORECASE),
    )
    assert made.findall(text) == plain.findall(text)
    assert [one.span() for one in made.finditer(text)] == [
        one.span() for one in plain.finditer(text)
    ]
    assert made.split(text) == plain.split(text)
    assert made.subn("", text) == plain.subn("", text)
    assert made.match(text, 4) is not None
    assert made.match("x") is None
    assert (made.flags, made.groups, dict(made.groupindex)) == (
        plain.flags,
        plain.groups,
        dict(plain.groupindex),
    )
    with pytest.raises(AttributeError):
        made.asked  # type: ignore[attr-defined]  # noqa: B018


def test_it_can_be_kept() -> None:
    assert pickle.loads(pickle.dumps(lazy_re("a+"))).fullmatch("aa")


def test_every_pattern_of_the_package_can_be_compiled() -> None:
    """One that cannot would say so first when a clerk's text comes to it."""
    kind = type(lazy_re(""))
    tried = 0
    with warnings.catch_warnings():
        warnings.simplefilter("error", FutureWarning)
        for found in pkgutil.walk_packages(ita_desktop.__path__, "ita_desktop."):
            for made in vars(importlib.import_module(found.name)).values():
                for one in made if isinstance(made, tuple | list) else (made,):
                    if isinstance(one, kind):
                        re.compile(one.pattern, one._flags)
                        tried += 1
    assert tried > 500
