"""Help › copy details for support: on the clipboard, and told in the window."""

import pytest
from PySide6.QtWidgets import QApplication

from ita_desktop import error_log
from ita_desktop.i18n import language
from ita_desktop.services.about import support_text
from ita_desktop.ui.commands.command import Command


@pytest.mark.in_turn
def test_the_details_are_on_the_clipboard_and_the_window_says_so(window) -> None:
    error_log.note(ZeroDivisionError("secret"))
    window.commands.run(Command.COPY_DETAILS)
    copied = QApplication.clipboard().text()
    assert copied == support_text(language.translate)
    assert "ZeroDivisionError" in copied
    assert "secret" not in copied
    assert "แจ้งปัญหาแล้ว" in window.message.message.sentence


@pytest.mark.in_turn
def test_it_can_be_chosen_without_a_workspace(window) -> None:
    window.opener.close_file()
    words = {command: text for command, text, _ in window.menus.entries()}
    assert words[Command.COPY_DETAILS] == "คัดลอกข้อมูลสำหรับแจ้งปัญหา"
    QApplication.clipboard().clear()
    window.commands.run(Command.COPY_DETAILS)
    assert "packages:" in QApplication.clipboard().text()
