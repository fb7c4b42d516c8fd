"""A faster :class:`typing.NamedTuple`.

The standard library checks each annotation and compiles a ``__new__`` for each class, a fifth of a
millisecond, for some hundred classes at start-up. Here all classes share their methods, and the
``__new__`` of one is generated when its first tuple is made. For readers, mypy and whoever takes
one apart these are ordinary named tuples.
"""

from typing import TYPE_CHECKING, Any

__all__ = ["NamedTuple"]


class _LazyNew:
    """Descriptor that generates a class's ``__new__`` on first access."""

    def __get__(self, _instance: object, cls: Any) -> Any:
        made = next(base for base in cls.__mro__ if vars(base).get("__new__") is self)
        known = {f"_{name}": value for name, value in made._field_defaults.items()}
        parameters = [name + f"=_{name}" * (f"_{name}" in known) for name in made._fields]
        values = "".join(f"{name}, " for name in made._fields)
        code = f"lambda _cls, {', '.join(parameters)}: _new(_cls, ({values}))"
        new = eval(code, {"_new": tuple.__new__, **known})  # noqa: S307 - our own names
        new.__name__, new.__qualname__ = "__new__", f"{made.__name__}.__new__"
        made.__new__ = staticmethod(new)
        return new


def _make(cls: Any, values: Any) -> Any:
    made = tuple.__new__(cls, values)
    if len(made) != len(cls._fields):
        raise TypeError(f"Expected {len(cls._fields)} arguments, got {len(made)}")
    return made


def _replace(self: Any, /, **values: Any) -> Any:
    made = self._make(map(values.pop, self._fields, self))
    if values:
        raise ValueError(f"Got unexpected field names: {list(values)!r}")
    return made


def _as_dict(self: Any) -> dict[str, Any]:
    return dict(zip(self._fields, self, strict=True))


def _values(self: Any) -> tuple[Any, ...]:
    return tuple(self)


def _text(self: Any) -> str:
    values = ", ".join(f"{name}={value!r}" for name, value in zip(self._fields, self, strict=True))
    return f"{type(self).__name__}({values})"


if TYPE_CHECKING:
    from typing import NamedTuple
else:
    from _collections import _tuplegetter

    _SHARED = {
        "__slots__": (),
        "__new__": _LazyNew(),
        "__repr__": _text,
        "__getnewargs__": _values,
        "_make": classmethod(_make),
        "_replace": _replace,
        "_asdict": _as_dict,
    }

    class _Made(type):
        """Makes of a class with fields a subclass of tuple."""

        def __new__(cls, name: str, _bases: object, content: dict[str, Any]) -> type:
            made = type(name, (tuple,), _SHARED | content)
            fields = tuple(made.__annotations__)
            made._fields = made.__match_args__ = fields
            made._field_defaults = {name: content[name] for name in fields if name in content}
            for place, field in enumerate(fields):
                setattr(made, field, _tuplegetter(place, field))
            return made

    NamedTuple = type.__new__(_Made, "NamedTuple", (), {})
