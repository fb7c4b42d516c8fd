"""The guide is written out for an office's addresses; the doctor says what is missing."""

import json

import pytest

from ita_desktop.cli.main import main

ADDRESS = "postgresql://boss@10.20.30.40:5433/ita_khet"


def said(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    code = main(list(words))
    told = capsys.readouterr()
    return code, told.out, told.err


@pytest.mark.parametrize("system", ["linux", "windows"])
def test_the_guide_has_the_addresses_of_the_office(
    system: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, _ = said(capsys, "server", "guide", ADDRESS, "--system", system)
    assert code == 0
    for part in (
        "hostssl ita_khet all 10.20.30.0/24 scram-sha-256",
        "listen_addresses = '*'",
        "subjectAltName=IP:10.20.30.40",
        "--createrole boss",
        "--owner=boss",
        'psql --port=5433 -c "ALTER SCHEMA public OWNER TO boss" ita_khet'
        if system == "linux"
        else 'psql -U postgres -c "ALTER SCHEMA public OWNER TO boss" ita_khet',
        "server doctor postgresql://boss@10.20.30.40:5433/ita_khet",
        "server backup postgresql://boss@10.20.30.40:5433/ita_khet",
        "10.20.30.40:5433:ita_khet:boss:",
        "5433",
    ):
        assert part in out, part


def test_the_network_and_the_name_are_those_that_are_given(
    capsys: pytest.CaptureFixture[str],
) -> None:
    _, out, _ = said(
        capsys, "server", "guide", "postgresql://boss@db.khet/ita", "--network", "10.1.0.0/16"
    )
    assert "hostssl ita all 10.1.0.0/16" in out
    assert "subjectAltName=DNS:db.khet" in out


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("postgresql://boss@localhost/ita",), "ในเครื่องแม่ข่ายเอง"),
        (("postgresql://boss@10.1.1.1/ita;drop",), "ในคำสั่งไม่ได้"),
        ((ADDRESS, "--network", "office"), "ไม่ใช่เครือข่าย"),
    ],
)
def test_what_no_command_can_be_written_for_is_refused(
    words: tuple[str, ...], why: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = said(capsys, "server", "guide", *words)
    assert (code, out) == (2, "")
    assert why in err


def test_the_doctor_tells_steps_and_what_is_missing(
    empty_database: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, _ = said(capsys, "server", "doctor", empty_database)
    assert code == 1
    assert "✗ ฐานข้อมูลยังไม่ได้เตรียมเป็นงานร่วม" in out
    assert "server init" in out
    said(capsys, "server", "init", empty_database)
    code, out, _ = said(capsys, "server", "doctor", empty_database)
    assert (code, "✗" in out) == (0, False)
    code, out, _ = said(capsys, "server", "doctor", empty_database, "--json")
    steps = {step["step"]: step["done"] for step in json.loads(out)["steps"]}
    assert steps["set_up"] is True
