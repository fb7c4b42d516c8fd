"""Qt's own words in Thai: standard buttons, the edit menu of fields, file and print dialogs.

Qt ships no Thai translation. In English its own texts are shown. The program's texts do not go
this way; they go through :mod:`ita_desktop.i18n`.
"""

import json
from functools import cache

from PySide6.QtCore import QEvent, QTranslator
from PySide6.QtWidgets import QApplication

from ita_desktop.i18n import language
from ita_desktop.paths import resource


@cache
def _words() -> dict[str, dict[str, str]]:
    """Thai by Qt's context and English text; read when Qt asks for the first text."""
    path = resource("translations", "qt.th.json")
    words: dict[str, dict[str, str]] = json.loads(path.read_text(encoding="utf-8"))
    return words


class QtWords(QTranslator):
    """Answers Qt in Thai while Thai is the shown language."""

    def isEmpty(self) -> bool:
        return False

    def translate(
        self,
        context: str,
        source: str,
        disambiguation: str | None = None,  # noqa: ARG002 - Qt's signature
        n: int = -1,  # noqa: ARG002
    ) -> str | None:
        """The Thai of a Qt text; ``None`` (Qt's null string) lets Qt show its own English."""
        return _words().get(context, {}).get(source) if language.code == "th" else None


def install(app: QApplication) -> QtWords:
    """Let Qt speak the shown language; call :func:`changed` after choosing another one."""
    words = QtWords(app)
    app.installTranslator(words)
    return words


def changed(app: QApplication) -> None:
    """Tell every widget that another language was chosen, so that it sets its texts anew."""
    QApplication.sendEvent(app, QEvent(QEvent.Type.LanguageChange))
