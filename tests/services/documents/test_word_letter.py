"""That the official letter is not installed is told once, with the first Word file or slides."""

from pathlib import Path

import pytest

from ita_desktop.documents.layout import fonts
from ita_desktop.documents.layout.fonts import Letters, bundled
from ita_desktop.services.documents.exporting import letter_note
from ita_desktop.settings import Settings

PDF, WORD, SLIDES = (Path(f"ก.{form}") for form in ("pdf", "docx", "pptx"))


def test_pages_in_word_may_differ_is_told_once(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    settings = Settings(tmp_path / "settings.json")
    own = bundled()
    monkeypatch.setattr(fonts, "letters", lambda: Letters("TH Sarabun", own.regular, own.bold, 1))
    assert letter_note([WORD], settings) == ""
    monkeypatch.setattr(fonts, "letters", bundled)
    assert letter_note([PDF], settings) == ""
    assert "TH Sarabun New" in letter_note([PDF, WORD], settings)
    assert letter_note([WORD, SLIDES], Settings(tmp_path / "settings.json")) == ""
    assert letter_note([SLIDES], Settings(tmp_path / "others.json"))
