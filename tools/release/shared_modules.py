"""Runs first in each program of a bundle: finds its modules in the archive that all share.

PyInstaller puts an archive of all modules into every program; those of this bundle have an empty
one. Until this has run they have few modules of the standard library.
"""

import os
import sys
from types import ModuleType

NAME = "modules.pyz"
"""The archive, in the folder of the bundle."""


def use(folder: str, loaded: dict[str, ModuleType]) -> None:
    """Find modules in the archive of the ``folder``. ``loaded`` has what PyInstaller's own program
    has loaded before."""
    importers = loaded["pyimod02_importers"]
    reader = importers.pyimod01_archive.ZlibArchiveReader
    importers.pyz_archive = reader(os.path.join(folder, NAME), check_pymagic=True)  # noqa: PTH118
    # Finders keep the archive that there was when they were made.
    sys.path_importer_cache.clear()
    # It has passed over this, because there was no ctypes yet.
    loaded["pyimod03_ctypes"].install()


if (bundle := getattr(sys, "_MEIPASS", None)) is not None:
    use(bundle, sys.modules)
