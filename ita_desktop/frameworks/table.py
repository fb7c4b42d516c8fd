"""One mapping of a framework file, read key by key with its types checked.

A value that is missing or of the wrong type is noted with file, line and key, and a harmless
value stands in for it, so that one pass finds every fault. Keys that nobody asked for are faults.
"""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from enum import StrEnum
from typing import TypeVar

from ita_desktop.domain.text import MAX_TEXT, clean
from ita_desktop.frameworks.problems import Faults
from ita_desktop.frameworks.yaml_tree import List, Map, Node, YamlText

_Choice = TypeVar("_Choice", bound=StrEnum)
_NUMBER = re.compile(r"-?\d{1,9}(\.\d{1,6})?", re.ASCII)
_WHOLE = re.compile(r"\d{1,9}", re.ASCII)
_FIELD = re.compile(r"\{\{|\}\}|\{([^{}\n]*)\}")
"""A field; a brace that is meant as such is written twice."""


class MappingReader:
    """A mapping at ``path``; ``{name}`` in its texts becomes what ``fields`` has for it."""

    def __init__(self, node: Map, path: str, faults: Faults, fields: Mapping[str, str]) -> None:
        self._node = node
        self._faults = faults
        self._fields = fields
        self._asked: list[str] = []
        self.path = path

    def with_fields(self, fields: Mapping[str, str]) -> "MappingReader":
        """The same table with other fields; what was asked of this one stays asked."""
        table = MappingReader(self._node, self.path, self._faults, fields)
        table._asked = self._asked
        return table

    def fault(self, key: str, template: str, remedy: str, **fields: object) -> None:
        """Note a fault at ``key``, or at the table itself where it lacks the key."""
        line = self._node.lines.get(key, self._node.line)
        path = f"{self.path}.{key}".strip(".")
        self._faults.add(line, path, template, remedy, **fields)

    def finish(self) -> None:
        """Every key that was never asked for is a fault."""
        for key in self._node.entries:
            if key not in self._asked:
                self.fault(
                    key,
                    "ไม่รู้จักหัวข้อ {name}",
                    "แก้ตัวสะกดหรือลบออก หัวข้อที่ใช้ได้คือ {known}",
                    name=key[:80],
                    known=", ".join(self._asked),
                )

    def text(self, key: str, *, required: bool = False) -> str:
        """The text at ``key``, cleaned and filled, empty where there is none."""
        node = self._value(key, required=required)
        if node is None:
            return ""
        if required and isinstance(node, YamlText) and not clean(node.text):
            self._missing(key)
        return self._plain(key, node)

    def choice(self, key: str, kind: type[_Choice], default: _Choice) -> _Choice:
        """One of the values of ``kind``."""
        text = self.text(key)
        if not text:
            return default
        choices = [member.value for member in kind]
        if text in choices:
            return kind(text)
        self._not_one_of(key, text, [choice for choice in choices if choice])
        return default

    def word(self, key: str, words: tuple[str, ...]) -> str:
        """One of ``words``, or empty."""
        text = self.text(key)
        if text and text not in words:
            self._not_one_of(key, text, list(words))
            return ""
        return text

    def number(
        self, key: str, *, required: bool = False, low: int = 0, high: int = 100
    ) -> Decimal | None:
        """A number from ``low`` to ``high``."""
        text = self.text(key, required=required)
        if not text:
            return None
        number = Decimal(text) if _NUMBER.fullmatch(text) else None
        if number is None or not low <= number <= high:
            self.fault(
                key,
                "{value} ไม่ใช่ตัวเลขตั้งแต่ {low} ถึง {high}",
                "พิมพ์ตัวเลขอารบิก เช่น 30 หรือ 12.5",
                value=text[:80],
                low=low,
                high=high,
            )
            return None
        return number

    def whole(
        self, key: str, *, required: bool = False, low: int = 0, high: int = 999_999
    ) -> int | None:
        """A whole number from ``low`` to ``high``."""
        text = self.text(key, required=required)
        if not text:
            return None
        number = int(text) if _WHOLE.fullmatch(text) else None
        if number is None or not low <= number <= high:
            self.fault(
                key,
                "{value} ไม่ใช่จำนวนเต็มตั้งแต่ {low} ถึง {high}",
                "พิมพ์จำนวนเต็มเป็นเลขอารบิก",
                value=text[:80],
                low=low,
                high=high,
            )
            return None
        return number

    def flag(self, key: str) -> bool | None:
        """``true`` or ``false``; ``None`` where nothing stands."""
        text = self.text(key)
        if text in {"true", "false", ""}:
            return {"true": True, "false": False}.get(text)
        self._not_one_of(key, text, ["true", "false"])
        return None

    def texts(self, key: str, *, required: bool = False) -> tuple[str, ...]:
        """A list of texts."""
        rows = self._list(key, required=required)
        return tuple(self._plain(f"{key}[{index}]", row) for index, row in enumerate(rows, 1))

    def wholes(self, key: str, *, low: int, high: int, required: bool = True) -> tuple[int, ...]:
        """A list of whole numbers from ``low`` to ``high``; if ``required``, at least one."""
        numbers = []
        for text in self.texts(key, required=required):
            if _WHOLE.fullmatch(text) and low <= int(text) <= high:
                numbers.append(int(text))
            else:
                self.fault(
                    key,
                    "{value} ไม่ใช่จำนวนเต็มตั้งแต่ {low} ถึง {high}",
                    "พิมพ์จำนวนเต็มเป็นเลขอารบิก",
                    value=text[:80],
                    low=low,
                    high=high,
                )
        return tuple(numbers)

    def choices(self, key: str, kinds: type[_Choice]) -> tuple[_Choice, ...]:
        """A list of values of an enumeration, each once."""
        known, found = [kind.value for kind in kinds], []
        for text in self.texts(key):
            if text in known:
                found.append(kinds(text))
            else:
                self._not_one_of(key, text, known)
        return tuple(dict.fromkeys(found))

    def table(self, key: str) -> "MappingReader | None":
        """The mapping at ``key``."""
        node = self._value(key)
        if node is None:
            return None
        if isinstance(node, Map):
            return MappingReader(node, f"{self.path}.{key}".strip("."), self._faults, self._fields)
        self._wrong(key, "{name} ต้องเป็นกลุ่มของหัวข้อย่อย", "เขียนหัวข้อย่อยในบรรทัดถัดไป ย่อหน้าเข้าไป")
        return None

    def rows(
        self, key: str, *, required: bool = False, name: str = "code"
    ) -> Iterator["MappingReader"]:
        """The mappings listed at ``key``; their paths have the text of ``name`` in them."""
        for index, node in enumerate(self._list(key, required=required), 1):
            if not isinstance(node, Map):
                self._wrong(
                    f"{key}[{index}]",
                    "{name} ต้องเป็นกลุ่มของหัวข้อย่อย",
                    "เขียนแต่ละรายการเป็น - ตามด้วยหัวข้อ: ค่า",
                    line=node.line,
                )
                continue
            code = node.entries.get(name)
            label = code.text[:40] if isinstance(code, YamlText) and code.text else str(index)
            path = f"{self.path}.{key}[{label}]".strip(".")
            yield MappingReader(node, path, self._faults, self._fields)

    def _value(self, key: str, *, required: bool = False) -> Node | None:
        self._asked.append(key)
        node = self._node.entries.get(key)
        if node is None or (isinstance(node, YamlText) and node.is_null):
            if required:
                self._missing(key)
            return None
        return node

    def _list(self, key: str, *, required: bool) -> list[Node]:
        node = self._value(key, required=required)
        if node is None:
            return []
        if not isinstance(node, List):
            self._wrong(key, "{name} ต้องเป็นรายการ", "เขียนแต่ละรายการขึ้นบรรทัดใหม่ นำด้วย - ")
            return []
        if required and not node.rows:
            self._missing(key)
        return node.rows

    def _plain(self, key: str, node: Node) -> str:
        if not isinstance(node, YamlText):
            self._wrong(key, "{name} ต้องเป็นข้อความ", "เขียนข้อความต่อจากเครื่องหมาย :", line=node.line)
            return ""
        if len(node.text) > MAX_TEXT:
            self._wrong(
                key,
                "{name} ยาวเกิน {limit} ตัวอักษร",
                "ตัดข้อความให้สั้นลง",
                line=node.line,
                limit=MAX_TEXT,
            )
            return ""
        return self._filled(key, clean(node.text), node.line)

    def _filled(self, key: str, text: str, line: int) -> str:
        def fill(match: re.Match[str]) -> str:
            if match[1] is None:
                return match[0][0]
            if match[1] not in self._fields:
                self._wrong(
                    key,
                    "ไม่รู้จัก {field} ในข้อความ",
                    "ใช้ได้เฉพาะ {known}",
                    line=line,
                    field=match[0][:80],
                    known=", ".join(f"{{{name}}}" for name in self._fields),
                )
            return self._fields.get(match[1], match[0])

        return _FIELD.sub(fill, text)

    def _missing(self, key: str) -> None:
        self.fault(key, "ไม่มี {name} ซึ่งต้องมี", "เพิ่มหัวข้อ {name}: พร้อมค่า", name=key)

    def _not_one_of(self, key: str, value: str, choices: list[str]) -> None:
        self.fault(
            key,
            "{value} ใช้ในหัวข้อ {name} ไม่ได้",
            "ใช้ค่าใดค่าหนึ่ง: {choices}",
            value=value[:80],
            name=key,
            choices=", ".join(choices),
        )

    def _wrong(
        self, key: str, template: str, remedy: str, *, line: int = 0, **fields: object
    ) -> None:
        name = key.partition("[")[0]
        path = f"{self.path}.{key}".strip(".")
        at = line or self._node.lines.get(name, self._node.line)
        self._faults.add(at, path, template, remedy, name=key, **fields)
