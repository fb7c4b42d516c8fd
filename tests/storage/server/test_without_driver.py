"""An installation without the extra for shared work: everything else works, and it says so."""

import subprocess
import sys

import pytest

from ita_desktop.domain.errors import InputError
from ita_desktop.storage.server import address
from ita_desktop.storage.server.address import parse_address
from ita_desktop.storage.server.administration import open_server

ADDRESS = "postgresql://boss@127.0.0.1:1/ita"


@pytest.fixture
def without_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("psycopg", "keyring"):
        monkeypatch.setitem(sys.modules, name, None)


@pytest.mark.usefixtures("without_extra")
def test_shared_work_says_what_is_missing_and_how_to_get_it() -> None:
    with pytest.raises(InputError, match=r"psycopg.*pip install '\.\[server\]'"):
        open_server(ADDRESS)


@pytest.mark.usefixtures("without_extra")
def test_no_password_can_be_kept() -> None:
    assert not address.can_keep_passwords()
    assert not address.keep_password(parse_address(ADDRESS), "x")


@pytest.mark.in_turn
@pytest.mark.parametrize(("language", "said"), [("th", "จึงเปิดงานร่วมไม่ได้"), ("en", "lacks what")])
def test_a_command_says_it_in_both_languages(language: str, said: str) -> None:
    code = (
        "import sys; sys.modules['psycopg'] = None; sys.modules['keyring'] = None\n"
        "from ita_desktop.cli.main import main\n"
        f"sys.exit(main(['--lang', '{language}', 'score', '{ADDRESS}']))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert done.returncode
    assert said in done.stderr.decode()
    assert b"Traceback" not in done.stderr
