"""How the public page may look."""

from ita_desktop.site.parts import GREEN, LANGUAGES, PALETTES, SiteChoices

__all__ = ["PALETTES", "SiteChoices", "choices_of"]


def choices_of(palette: str = "", *, english: bool = True) -> SiteChoices:
    """Return choices: a palette by its name, the default for an unknown one, and whether the pages
    are there in an English frame, too."""
    return SiteChoices(LANGUAGES if english else LANGUAGES[:1], PALETTES.get(palette, GREEN))
