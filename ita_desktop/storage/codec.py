"""Converts frozen dataclasses to JSON-ready values and back.

Used for table rows, history and the framework copy. Dates become ISO texts, decimals texts, enums
their values, tuples lists, nested dataclasses objects. Decoders are compiled once per class,
because every start decodes a workspace.
"""

import types
from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin, get_type_hints

Plain = dict[str, Any]
_T = TypeVar("_T")
_Convert = Callable[[Any], Any]


def encode(value: Any) -> Any:
    """Return ``value`` as JSON-ready data."""
    if value is None or type(value) in {str, int, bool}:
        return value
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple | list):
        return [encode(item) for item in value]
    if is_dataclass(value) and not isinstance(value, type):
        return {name: encode(getattr(value, name)) for name in field_names(type(value))}
    raise TypeError(f"no plain form for {type(value).__name__}")


def decode(cls: type[_T], plain: Plain) -> _T:
    """Return an instance of dataclass ``cls`` from plain data; missing fields get their defaults.

    Raises TypeError, ValueError or decimal.InvalidOperation if the data does not match.
    """
    # mypy considers a class variable unhashable
    made: _T = decoder(cls)(plain)  # type: ignore[arg-type]
    return made


def changed(record: _T, plain: Plain) -> _T:
    """Return ``record`` with the fields in ``plain`` replaced; raises like :func:`decode`."""
    converts = _converters(type(record))  # type: ignore[arg-type]  # as in decode
    given = {
        name: value if (convert := converts[name]) is None else convert(value)
        for name, value in plain.items()
    }
    return replace(record, **given)  # type: ignore[type-var]


@cache
def field_names(cls: type) -> tuple[str, ...]:
    """Return the field names of a dataclass, in order."""
    return tuple(field.name for field in fields(cls))


@cache
def decoder(cls: type) -> _Convert:
    """Return the compiled decoder of a dataclass."""
    converts = _converters(cls)
    known = converts.keys()
    others = [(name, convert) for name, convert in converts.items() if convert is not None]

    def build(plain: Plain) -> Any:
        given = {name: plain[name] for name in plain.keys() & known}
        for name, convert in others:
            if name in given:
                given[name] = convert(given[name])
        return cls(**given)

    return build


@cache
def _converters(cls: type) -> dict[str, _Convert | None]:
    hints = {field.name: field.type for field in fields(cls)}
    if any(isinstance(hint, str) for hint in hints.values()):
        hints = get_type_hints(cls)
    return {name: _converter(hints[name]) for name in field_names(cls)}


def _converter(hint: Any) -> _Convert | None:  # noqa: PLR0911 - one line a kind of type
    """Return a converter from plain data to type ``hint``; None if no conversion is needed."""
    origin = get_origin(hint)
    if origin is Annotated:
        return _converter(get_args(hint)[0])
    if origin in {Union, types.UnionType}:
        (inner,) = (arg for arg in get_args(hint) if arg is not type(None))
        convert = _converter(inner)
        return None if convert is None else _optional(convert)
    if origin is tuple:
        return _tuple(get_args(hint))
    if isinstance(hint, type):
        if issubclass(hint, Enum):
            members = {member.value: member for member in hint}
            return lambda plain: members[plain] if plain in members else hint(plain)
        if is_dataclass(hint):
            return decoder(hint)
        if issubclass(hint, Decimal):
            return _decimal
        if issubclass(hint, date):
            return date.fromisoformat
    return None


def _decimal(plain: Any) -> Decimal:
    """Return a finite Decimal."""
    value = Decimal(plain)
    if not value.is_finite():
        raise ValueError(plain)
    return value


def _optional(convert: _Convert) -> _Convert:
    return lambda plain: None if plain is None else convert(plain)


def _tuple(arguments: tuple[Any, ...]) -> _Convert:
    if len(arguments) == 2 and arguments[1] is Ellipsis:
        convert = _converter(arguments[0])
        if convert is None:
            return tuple
        return lambda plain: tuple(convert(item) for item in plain)
    converts = [_converter(argument) or _same for argument in arguments]
    return lambda plain: tuple(convert(item) for convert, item in zip(converts, plain, strict=True))


def _same(value: Any) -> Any:
    return value
