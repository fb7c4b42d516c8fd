"""Whatever a file holds, reading it ends in a framework or in a sentence, never in a crash."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from ita_desktop.domain.errors import InputError
from ita_desktop.domain.framework import Framework
from ita_desktop.frameworks import load_file, validate_file
from ita_desktop.paths import resource
from tests.support.cost import examples

SHIPPED = resource("frameworks", "2567.yaml").read_text(encoding="utf-8").splitlines()[:330]
KEYS = (
    "schema", "code", "fiscal_years", "title_th", "level_set", "sources", "scales", "instruments",
    "indicators", "items", "calendar", "levels", "level_sets", "weight", "options", "requirements",
    "period", "as_of", "month", "day", "from_month", "set", "points", "n", "total_min", "source",
)  # fmt: skip
WORDS = st.sampled_from(
    ("ita-framework/1", "IIT", "I1", "9", "9.1", "30", "-1", "2567", "{year}", "{", "null")
) | st.text(max_size=12)
TREES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | WORDS,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(KEYS) | st.text(max_size=5), inner, max_size=8)
    ),
    max_leaves=40,
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("frameworks")


def read(folder: Path, content: bytes) -> None:
    path = folder / "any.yaml"
    path.write_bytes(content)
    problems = validate_file(path)
    assert all(problem.sentence() and problem.line >= 0 for problem in problems)
    if problems or b"ita-levels/1" in content:
        with pytest.raises(InputError, match=r"any\.yaml"):
            load_file(path)
    else:
        assert isinstance(load_file(path), Framework)


@given(st.binary(max_size=400) | st.text(max_size=400).map(lambda text: text.encode("utf-8")))
def test_bytes_of_any_kind(folder: Path, content: bytes) -> None:
    read(folder, content)


@given(TREES)
def test_yaml_of_any_shape(folder: Path, tree: object) -> None:
    read(folder, yaml.safe_dump(tree, allow_unicode=True).encode())


@pytest.mark.in_turn
@given(st.dictionaries(st.sampled_from(KEYS), TREES, min_size=4), st.sampled_from((1, 2)))
def test_yaml_that_looks_like_a_framework(
    folder: Path, tree: dict[str, object], which: int
) -> None:
    tree["schema"] = "ita-framework/1" if which == 1 else "ita-levels/1"
    read(folder, yaml.safe_dump(tree, allow_unicode=True).encode())


@settings(max_examples=examples(60))
@given(st.data())
def test_a_framework_with_lines_lost_doubled_or_mangled(folder: Path, data: st.DataObject) -> None:
    lines = list(SHIPPED)
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(lines) - 1))
        key = lines[at].partition(":")[0]
        lines[at : at + 1] = data.draw(
            st.sampled_from(
                (
                    [],
                    [lines[at], lines[at]],
                    ["  " + lines[at]],
                    [key],
                    [f"{key}: [1, {{a: b}}]"],
                    [f"{key}: null"],
                    [f'{key}: "๑๒"'],
                    [lines[at][: len(lines[at]) // 2]],
                )
            )
        )
    read(folder, "\n".join(lines).encode())
