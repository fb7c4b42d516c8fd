"""Reads and validates framework files into domain objects. No database, no window.

A file's schema is ``ita-framework/1`` (one framework) or ``ita-levels/1`` (sets of result levels).
"""

from ita_desktop.frameworks.checks import faults_of
from ita_desktop.frameworks.framework_file import FrameworkInfo
from ita_desktop.frameworks.shipped import (
    available,
    describe,
    level_sets,
    load,
    load_code,
    load_file,
    moved,
    standard_options,
    validate_file,
    write_text,
)
from ita_desktop.frameworks.table import Fault, FrameworkFileError, Problem

__all__ = [
    "Fault",
    "FrameworkFileError",
    "FrameworkInfo",
    "Problem",
    "available",
    "describe",
    "faults_of",
    "level_sets",
    "load",
    "load_code",
    "load_file",
    "moved",
    "standard_options",
    "validate_file",
    "write_text",
]
