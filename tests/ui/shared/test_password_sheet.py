"""เปลี่ยนรหัสผ่านของฉัน in the window."""

import psycopg
import pytest

from ita_desktop.settings import SharedPlace
from ita_desktop.storage.server.shared import Role
from ita_desktop.ui.commands.command import Command
from ita_desktop.ui.shared.login import PasswordSheet
from tests.ui.support.modal import in_dialog


def verifier(url: str, login: str) -> str:
    with psycopg.connect(url.replace("+psycopg", "")) as connection:
        query = "SELECT rolpassword FROM pg_authid WHERE rolname = %s"
        return str(connection.execute(query, [login]).fetchone()[0])


@pytest.mark.in_turn
def test_one_changes_ones_own_password(bare_window, sample_database, add_user, qtbot) -> None:
    bare_window.opener.begin(SharedPlace(add_user("mali", Role.READER, name="มาลี")))
    qtbot.waitUntil(lambda: bare_window.session is not None, timeout=20_000)
    shared = bare_window.session.workspace.shared
    login = shared.me.login
    before = verifier(sample_database, login)

    def type_it(sheet: PasswordSheet) -> None:
        for first, second in (("short", "short"), ("a-long-one", "another-one")):
            sheet.password.setText(first)
            sheet.again.setText(second)
            assert not sheet.accept_button.isEnabled()
        sheet.again.setText("a-long-one")
        sheet.accept()

    in_dialog(PasswordSheet, type_it)
    bare_window.commands.run(Command.CHANGE_LOGIN)
    after = verifier(sample_database, login)
    assert after != before
    assert after.startswith("SCRAM-SHA-256")
    assert bare_window.message.message.sentence == "เปลี่ยนรหัสผ่านแล้ว"
    # A connection that is lost is made again with the new one.
    assert shared._server.address_to_connect().password == "a-long-one"
