"""A framework as plain data, for ``frameworks show --json``."""

from dataclasses import fields, is_dataclass

from ita_desktop.domain.framework import Framework
from ita_desktop.domain.framework_draft import FrameworkStatus, status_of_source

Plain = None | bool | int | str | list["Plain"] | dict[str, "Plain"]


def describe(framework: Framework) -> dict[str, Plain]:
    """``framework`` as JSON-ready data: numbers with decimals as text, dates as ISO text."""
    status = FrameworkStatus.DRAFT if framework.drafted_from else status_of_source(framework)
    return {"framework_status": status.value} | {
        field.name: _plain(getattr(framework, field.name)) for field in fields(framework)
    }


def _plain(value: object) -> Plain:
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    return str(value)
