"""Setting up a shared workspace for an office, and its users."""

import io
import json
from collections.abc import Callable, Iterator
from time import sleep, time

import pytest
from sqlalchemy import create_engine

from ita_desktop.cli.main import main
from ita_desktop.domain.errors import WorkspaceError
from ita_desktop.storage.server.address import parse_address
from ita_desktop.storage.workspace import Workspace

Typed = Callable[[str], None]


@pytest.fixture
def types(monkeypatch: pytest.MonkeyPatch) -> Typed:
    """Puts a line on standard input."""
    return lambda line: monkeypatch.setattr("sys.stdin", io.StringIO(f"{line}\n"))


def run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    code = main(list(words))
    told = capsys.readouterr()
    return code, told.out, told.err


@pytest.fixture
def login(empty_database: str, capsys: pytest.CaptureFixture[str]) -> Iterator[str]:
    name = parse_address(empty_database).database
    run(capsys, "server", "init", empty_database)
    yield name
    main(["server", "users", empty_database, "remove", name])


def test_a_database_that_is_missing_is_made_and_set_up(
    postgresql_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    url = postgresql_url.replace("/postgres?", "/made_by_init?")
    code, out, _ = run(capsys, "server", "init", url)
    assert code == 0
    assert "/made_by_init" in out
    assert run(capsys, "server", "init", url)[0] == 0  # again changes nothing
    with Workspace.connect(url) as workspace:
        assert workspace.years() == ()


@pytest.mark.in_turn
def test_users_are_added_changed_listed_and_removed(
    empty_database: str, login: str, capsys: pytest.CaptureFixture[str], types: Typed
) -> None:
    types("secret-word")
    users = ("server", "users", empty_database)
    code, out, err = run(capsys, *users, "add", "สมศรี ใจดี", "--login", login)
    assert code == 0, err
    assert "สมศรี ใจดี" in out
    assert "secret-word" not in out + err
    change = (*users, "add", "สมศรี", "--login", login, "--role", "reader")
    code, _, err = run(capsys, *change)
    assert (code, "สมศรี ใจดี clerk" in err, "--replace" in err) == (2, True, True)
    code, out, _ = run(capsys, *change, "--replace", "--json")
    assert json.loads(out) == {
        "manager": "postgres",
        "users": [{"login": login, "name": "สมศรี", "role": "reader", "unit": None}],
    }
    assert run(capsys, *change)[0] == 0, "nothing changes"
    code, out, _ = run(capsys, "server", "status", empty_database)
    assert "ผู้อ่าน: สมศรี" in out
    assert "ผู้ดูแลงานร่วม: postgres" in out
    reader = empty_database.replace("postgres@", f"{login}@")
    types("short")
    assert run(capsys, "server", "password", reader)[0] == 2
    types("another-word")
    assert run(capsys, "server", "password", reader)[:2] == (0, "เปลี่ยนรหัสผ่านแล้ว\n")
    with Workspace.connect(reader) as workspace:
        assert workspace.read_only
        began = int(time())
        while int(time()) == began:
            sleep(0.01)
        # A window has several connections, begun in different seconds.
        with Workspace.connect(reader):
            code, out, _ = run(capsys, "server", "status", empty_database, "--json")
        assert [one["name"] for one in json.loads(out)["connected"]] == ["สมศรี"]
    assert run(capsys, *users, "remove", login)[0] == 0
    assert json.loads(run(capsys, *users, "--json")[1])["users"] == []
    code, _, err = run(capsys, *users, "remove", login)
    assert code == 2
    assert login in err


def test_a_short_password_is_refused(
    empty_database: str, login: str, capsys: pytest.CaptureFixture[str], types: Typed
) -> None:
    types("1234567")
    users = ("server", "users", empty_database)
    code, _, err = run(capsys, *users, "add", "สมศรี", "--login", login)
    assert (code, "8" in err, "1234567" in err) == (2, True, False)
    assert json.loads(run(capsys, *users, "--json")[1])["users"] == []


def test_who_keeps_the_others_from_writing_is_named(
    empty_database: str, capsys: pytest.CaptureFixture[str]
) -> None:
    run(capsys, "server", "init", empty_database)
    engine = create_engine(empty_database)
    with engine.begin() as connection:
        connection.exec_driver_sql("SELECT FROM server.turn FOR UPDATE")
        _, out, _ = run(capsys, "server", "status", empty_database)
        assert "กำลังบันทึกอยู่: postgres" in out
        with (
            Workspace.connect(empty_database) as workspace,
            pytest.raises(WorkspaceError, match="postgres กำลังบันทึกอยู่"),
            workspace.change("แก้"),
        ):
            pass
    engine.dispose()
    assert json.loads(run(capsys, "server", "status", empty_database, "--json")[1])["turn"] is None


@pytest.mark.in_turn
@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--role", "unit"), "--unit"),
        (("--role", "unit", "--unit", "ไม่มี"), "ไม่มี"),
        (("--login", "pg_x"), "pg_x"),
        (("--login", "postgres", "--role", "reader"), "postgres"),
    ],
)
def test_a_user_that_cannot_be_is_refused_before_a_password_is_asked(
    empty_database: str,
    capsys: pytest.CaptureFixture[str],
    words: tuple[str, ...],
    told: str,
) -> None:
    run(capsys, "server", "init", empty_database)
    code, _, err = run(
        capsys, "server", "users", empty_database, "add", "สมศรี", "--login", "somsri", *words
    )
    assert code == 2
    assert told in err


def test_only_the_manager_changes_users(
    empty_database: str, login: str, capsys: pytest.CaptureFixture[str], types: Typed
) -> None:
    types("secret-word")
    run(capsys, "server", "users", empty_database, "add", "สมศรี", "--login", login)
    own = empty_database.replace("postgres@", f"{login}@")
    code, _, err = run(capsys, "server", "users", own, "add", "ฉัน", "--login", "x")
    assert code == 3
    assert "ไม่ใช่ผู้ดูแล" in err
    assert run(capsys, "server", "users", own)[0] == 0
    assert run(capsys, "server", "status", own)[0] == 0


def test_looking_at_an_empty_database_leaves_it_empty(
    empty_database: str, capsys: pytest.CaptureFixture[str]
) -> None:
    for words in (("status",), ("users",)):
        code, _, err = run(capsys, "server", words[0], empty_database)
        assert code == 3
        assert "init" in err
    engine = create_engine(empty_database)
    with engine.connect() as connection:
        assert connection.dialect.get_table_names(connection) == []
    engine.dispose()
