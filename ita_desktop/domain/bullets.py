"""The marks that offices set before the lines of a list, as classes of regular expressions."""

from typing import Final

WITHOUT_GLYPH: Final = "▪‣◦➢❖\uf020-\uf0ff"
"""Those that Thai fonts lack, as a part of a class; the last are Word's, of Symbol and
Wingdings."""
DRAWN: Final = f"•·✓✔▫○●◆■□{WITHOUT_GLYPH}"
"""Those that are nothing but marks, as a part of a class."""
BULLET: Final = f"[-–—*{DRAWN}]"
"""All of them, with the dashes and the star, which are other things within a line."""
