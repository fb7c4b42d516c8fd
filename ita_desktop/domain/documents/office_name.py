"""The name of the office, as documents print it."""

from typing import Final

from ita_desktop.domain.records import Organisation

UNNAMED_OFFICE: Final = "สำนักงานเขต..............................."


def office(organisation: Organisation) -> str:
    """Return the office's name; a dotted line if unknown."""
    return organisation.name or UNNAMED_OFFICE


def in_bangkok(organisation: Organisation) -> str:
    """Return the office's name with the city."""
    name = office(organisation)
    return name if "กรุงเทพมหานคร" in name else f"{name} กรุงเทพมหานคร"
