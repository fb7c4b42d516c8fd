"""Writes what is inside a bundle, with versions and licences, as CycloneDX JSON."""

import sys
from collections.abc import Iterable
from pathlib import Path

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.output.json import JsonV1Dot6
from packageurl import PackageURL

from ita_desktop.services.about import LicensedPart, read_parts


def bill_of(parts: Iterable[LicensedPart]) -> Bom:
    """The first part is the program, which needs all others."""
    made = Bom()
    # A text without licence and address is one that others' texts name.
    program, *others = [_component(part) for part in parts if part.licence or part.purl]
    program.type = ComponentType.APPLICATION
    made.metadata.component = program
    for component in others:
        made.components.add(component)
    made.register_dependency(program, others)
    return made


def _component(part: LicensedPart) -> Component:
    named = part.licence and LicenseFactory().make_from_string(part.licence)
    return Component(
        type=ComponentType.LIBRARY,
        name=part.name,
        version=part.version or None,
        licenses=[named] if named else [],
        purl=PackageURL.from_string(part.purl) if part.purl else None,
        bom_ref=part.purl or part.name,
    )


def main(bundle: Path, target: Path) -> None:
    """The bundle itself keeps the list of its parts."""
    (kept,) = bundle.rglob("_licences")
    text = JsonV1Dot6(bill_of(read_parts(kept))).output_as_string(indent=1)
    target.write_text(text + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
