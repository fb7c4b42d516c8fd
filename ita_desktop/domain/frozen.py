"""A faster :func:`dataclasses.dataclass` for frozen classes.

The standard library generates and compiles six methods per class, about a third of a millisecond
each, for some fifty classes at start-up. Here all classes share ``__eq__``, ``__hash__``,
``__repr__`` and the frozen ``__setattr__``, and ``__init__`` is generated on first use. For
readers, mypy, ``fields``, ``replace`` and ``is_dataclass`` they are ordinary dataclasses.

Values of such classes are parts of each other, as a document is of its tables and their cells:
:func:`parts_of` finds all texts, or pictures, in one.
"""

import dataclasses
from collections.abc import Callable, Iterator, Sequence
from dataclasses import fields, is_dataclass
from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

__all__ = ["dataclass", "parts_of", "strings_of"]


T = TypeVar("T")


def _frozen(
    *,
    frozen: bool,  # noqa: ARG001 - said at each class, for readers and for mypy
    slots: bool = False,
    kw_only: bool = False,
) -> Callable[[type], type]:
    """Like :func:`dataclasses.dataclass`, for frozen classes without ``__post_init__``."""

    def make(cls: type) -> type:
        # Without a docstring, dataclasses generates one from the signature, which is slow.
        cls.__doc__ = cls.__doc__ or cls.__name__
        bare: type = dataclasses.dataclass(init=False, repr=False, eq=False, kw_only=kw_only)(cls)
        made = _with_slots(bare) if slots else bare
        _add_methods(made)
        return made

    return make


def _with_slots(cls: type) -> type:
    """Return a copy of the class with ``__slots__``."""
    names = [field.name for field in dataclasses.fields(cls)]
    inherited = {name for base in cls.__mro__[1:] for name in getattr(base, "__slots__", ())}
    left_out = {*names, "__dict__", "__weakref__"}
    content = {name: value for name, value in vars(cls).items() if name not in left_out}
    content["__slots__"] = tuple(name for name in names if name not in inherited)
    content["__getstate__"] = _state
    content["__setstate__"] = _set_state
    made = type(cls)(cls.__name__, cls.__bases__, content)
    made.__qualname__ = cls.__qualname__
    return made


def _add_methods(cls: Any) -> None:
    shown = [field.name for field in dataclasses.fields(cls) if field.repr]
    compared = attrgetter(*(field.name for field in dataclasses.fields(cls) if field.compare))

    def equal(self: Any, other: Any) -> Any:
        if other.__class__ is not self.__class__:
            return NotImplemented
        return compared(self) == compared(other)

    def hash_of(self: Any) -> int:
        return hash(compared(self))

    def text(self: Any) -> str:
        values = ", ".join(f"{name}={getattr(self, name)!r}" for name in shown)
        return f"{self.__class__.__qualname__}({values})"

    cls.__eq__, cls.__hash__, cls.__repr__, cls.__init__ = equal, hash_of, text, _LazyInit(cls)
    cls.__setattr__, cls.__delattr__ = _frozen_setattr, _frozen_delattr


class _LazyInit:
    """Descriptor that generates a class's ``__init__`` on first access."""

    def __init__(self, cls: Any) -> None:
        self._cls = cls

    def __get__(self, instance: object, owner: type) -> Any:
        made = self._cls.__init__ = _init_of(self._cls)
        return made if instance is None else made.__get__(instance, owner)


def _init_of(cls: type) -> Any:
    """Return a generated ``__init__`` with the fields as its parameters."""
    known: dict[str, Any] = {"_set": object.__setattr__, "_none": dataclasses.MISSING}
    usual: list[str] = []
    named: list[str] = []
    body = []
    for number, part in enumerate(dataclasses.fields(cls)):
        parameter, value = part.name, part.name
        if part.default is not dataclasses.MISSING:
            known[f"_{number}"] = part.default
            parameter = f"{part.name}=_{number}"
        elif part.default_factory is not dataclasses.MISSING:
            known[f"_{number}"] = part.default_factory
            parameter = f"{part.name}=_none"
            value = f"_{number}() if {part.name} is _none else {part.name}"
        (named if part.kw_only else usual).append(parameter)
        body.append(f" _set(self, {part.name!r}, {value})")
    parameters = ", ".join(["self", *usual, *(["*", *named] if named else [])])
    exec("\n".join([f"def __init__({parameters}):", *body]), known)  # noqa: S102 - our own names
    init = known["__init__"]
    init.__annotations__ = {field.name: field.type for field in dataclasses.fields(cls)}
    return init


def _frozen_setattr(_self: object, name: str, _value: object) -> NoReturn:
    raise dataclasses.FrozenInstanceError(f"cannot assign to field {name!r}")


def _frozen_delattr(_self: object, name: str) -> NoReturn:
    raise dataclasses.FrozenInstanceError(f"cannot delete field {name!r}")


def _state(self: Any) -> list[Any]:
    return [getattr(self, field.name) for field in dataclasses.fields(self)]


def _set_state(self: Any, state: list[Any]) -> None:
    for field, value in zip(dataclasses.fields(self), state, strict=True):
        object.__setattr__(self, field.name, value)


if TYPE_CHECKING:
    from dataclasses import dataclass
else:
    dataclass = _frozen


def strings_of(made: object) -> Iterator[str]:
    """Yield every text in a value."""
    return parts_of(made, str)


def parts_of(made: object, kind: type[T]) -> Iterator[T]:
    """Yield every part of a kind in a value; not what is part of another."""
    # A document has some ten thousands of parts, deep within each other: generators of generators
    # would hand on each text as often as it is deep.
    left = [made]
    while left:
        part = left.pop()
        if isinstance(part, kind):
            yield part
        else:
            within = _within(type(part))  # type: ignore[arg-type]  # a class can be hashed
            left.extend(within(part) if within is not None else ())


@cache
def _within(kind: type) -> Callable[[Any], Sequence[object]] | None:
    """Return what gives the parts of a value, the last one first; None for one that has none."""
    if issubclass(kind, (tuple, list)):
        return lambda part: part[::-1]
    if issubclass(kind, dict):
        return lambda part: [one for pair in reversed(part.items()) for one in pair[::-1]]
    names = [field.name for field in reversed(fields(kind))] if is_dataclass(kind) else []
    if len(names) == 1:
        return lambda part: [getattr(part, names[0])]
    return attrgetter(*names) if names else None
