"""What Windows shows in the properties of a program's file; PyInstaller takes it from a text."""

from typing import Final

from ita_desktop import __version__

COMPANY: Final = "ITA Desktop developers"
COPYRIGHT: Final = "MIT licence"
_PARTS: Final = 4


def numbers(version: str = __version__) -> tuple[int, ...]:
    """A version as Windows counts: four numbers."""
    told = [int(part) for part in version.split(".") if part.isdigit()]
    return (*told, *(0,) * _PARTS)[:_PARTS]


def resource(name: str, description: str) -> str:
    """The text for a program called ``name.exe``."""
    told = {
        "CompanyName": COMPANY,
        "FileDescription": description,
        "FileVersion": __version__,
        "InternalName": name,
        "LegalCopyright": COPYRIGHT,
        "OriginalFilename": f"{name}.exe",
        "ProductName": "ITA Desktop",
        "ProductVersion": __version__,
    }
    texts = ", ".join(f"StringStruct({key!r}, {value!r})" for key, value in told.items())
    return f"""VSVersionInfo(
  ffi=FixedFileInfo(filevers={numbers()}, prodvers={numbers()}, mask=0x3F, flags=0, OS=0x40004,
                    fileType=1, subtype=0, date=(0, 0)),
  kids=[
    StringFileInfo([StringTable("040904B0", [{texts}])]),
    VarFileInfo([VarStruct("Translation", [0x0409, 1200])]),
  ],
)
"""
