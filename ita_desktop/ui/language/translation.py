"""Thai translations of Qt's texts: standard buttons, edit menu, file and print dialogs.

Qt ships no Thai translation. In English its own texts are shown. The program's texts are translated
by :mod:`ita_desktop.i18n`.
"""

import json
from functools import cache

from PySide6.QtCore import QTranslator
from PySide6.QtWidgets import QApplication

from ita_desktop.i18n import language
from ita_desktop.paths import resource


@cache
def _words() -> dict[str, dict[str, str]]:
    """Returns the translations by Qt's context and English text; loaded on first use."""
    path = resource("translations", "qt.th.json")
    words: dict[str, dict[str, str]] = json.loads(path.read_text(encoding="utf-8"))
    return words


class QtWords(QTranslator):
    """Translates Qt's texts if the current language is Thai."""

    def isEmpty(self) -> bool:
        return False

    def translate(
        self,
        context: str,
        source: str,
        disambiguation: str | None = None,  # noqa: ARG002 - Qt's signature
        n: int = -1,  # noqa: ARG002
    ) -> str | None:
        """Returns the translation; None (Qt's null string) keeps the English text."""
        return _words().get(context, {}).get(source) if language.code == "th" else None


def install(app: QApplication) -> QtWords:
    """Installs the translator."""
    words = QtWords(app)
    app.installTranslator(words)
    return words
