"""Exports a year's framework as a file for other offices."""

from dataclasses import replace
from pathlib import Path

from ita_desktop.domain.errors import InputError
from ita_desktop.domain.frameworks.draft import is_draft
from ita_desktop.domain.year import YearData
from ita_desktop.filing import atomic_write
from ita_desktop.filing.file_names import with_suffix
from ita_desktop.frameworks import faults_of, write_text

SUFFIX = ".yaml"


def export(data: YearData, path: Path) -> Path:
    """Write the year's own framework as a framework file; return its path, with the suffix added if
    necessary.

    Texts that name the year of the assessment are adapted by the year that uses the file. An
    unconfirmed draft says that it is one. Raises
    InputError if the framework has faults or the file cannot be written.
    """
    faults = faults_of(data.framework)
    if faults:
        raise InputError(
            "กรอบปี {year} ยังมี {count} จุดที่ต้องแก้ก่อนบันทึกเป็นไฟล์ จุดแรก {first}",
            year=data.year,
            count=len(faults),
            first=faults[0].error(),
        )
    # A draft that was confirmed in full is none for others, either.
    framework = data.framework if is_draft(data) else replace(data.framework, drafted_from="")
    path = with_suffix(path, SUFFIX)
    atomic_write.write(write_text(framework, data.year).encode(), path)
    return path


def proposed_name(data: YearData) -> str:
    """Return the default file name."""
    return f"กรอบการประเมิน {data.year}{SUFFIX}"
