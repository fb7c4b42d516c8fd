"""A framework file, read with the places of what is wrong in it.

YAML is a tree of texts that know their lines. Only what data needs is read: mappings, lists and
plain texts, no anchors, aliases or tags, in a file of bounded size and depth. Values stay texts, so
that ``9.10`` does not become a number on its way.

A mapping is read key by key with its types checked. A value that is missing or of the wrong type is
a fault with file, line and key, or with the place in a year's framework, and a harmless value
stands in for it, so that one pass finds every fault. Keys that nobody asked for are faults.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Any, NamedTuple, NoReturn, TypeAlias, TypeVar

from ita_desktop.domain.errors import InputError, reason_of
from ita_desktop.domain.patterns import lazy_re
from ita_desktop.domain.text import MAX_TEXT, clean
from ita_desktop.paths import open_given

MAX_BYTES = 2_000_000
MAX_DEPTH = 20
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault: where it is, what is wrong (Thai template with fields), what to do."""

    file: str
    line: int
    """Counted from 1; 0 when the fault is the whole file's."""
    key: str
    """The path of keys, with codes where a list's rows have them: ``items[O12].title_th``."""
    template: str
    remedy: str
    fields: Mapping[str, object] = field(default_factory=dict)

    @property
    def where(self) -> str:
        """``2567.yaml:120 items[O12].title_th``."""
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place} {self.key}" if self.key else place

    def sentence(self, translate: Callable[[str], str] | None = None) -> str:
        """The whole sentence, as :meth:`ItaError.sentence` has it."""
        return FrameworkFileError([self]).sentence(translate)


class FrameworkFileError(InputError):
    """A framework file has faults; the sentence tells the first, ``problems`` has them all."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        first = self.problems[0]
        super().__init__(first.template, where=first.where, remedy=first.remedy, **first.fields)


class Faults:
    """Collects the problems of one file while it is read."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []

    def add(self, line: int, key: str, template: str, remedy: str, **fields: object) -> None:
        self.problems.append(Problem(self.file, line, key, template, remedy, fields))

    def raise_if_any(self) -> None:
        """Raise :class:`FrameworkFileError` when something was found, in the order of lines."""
        if self.problems:
            raise FrameworkFileError(sorted(self.problems, key=lambda problem: problem.line))


class Spot(NamedTuple):
    """Where in a framework a fault is: the list as a file names it, and the place in that list.

    Requirements are counted through all items. No section is the framework as a whole.
    """

    section: str = ""
    at: int = 0


@dataclass(frozen=True, slots=True)
class Fault:
    """One disagreement: the place's ``code``, and ``key``, the heading that a file has there."""

    spot: Spot
    code: str
    key: str
    template: str
    remedy: str
    fields: Mapping[str, object]
    hard: bool
    """Whether the framework cannot be worked with: a code that is taken, an item without a place.
    What is not hard (weights that do not sum) leaves scores, though perhaps not the official ones.
    """

    def error(self) -> InputError:
        """The fault as a refusal; its place is the code."""
        return InputError(self.template, where=self.code, remedy=self.remedy, **self.fields)

    def sentence(self, translate: Callable[[str], str] | None = None) -> str:
        """The whole sentence, as :meth:`ItaError.sentence` has it."""
        return self.error().sentence(translate)


class FaultCollector:
    """Collects the faults of a framework, in the order of a file."""

    def __init__(self) -> None:
        self.found: list[Fault] = []

    def hard(
        self, spot: Spot, code: str, key: str, template: str, remedy: str, **fields: object
    ) -> None:
        fields = {"code": code, **fields}
        self.found.append(Fault(spot, code, key, template, remedy, fields, hard=True))

    def soft(
        self, spot: Spot, code: str, key: str, template: str, remedy: str, **fields: object
    ) -> None:
        fields = {"code": code, **fields}
        self.found.append(Fault(spot, code, key, template, remedy, fields, hard=False))


@dataclass(slots=True)
class YamlText:
    line: int
    text: str
    quoted: bool

    @property
    def is_null(self) -> bool:
        return not self.quoted and self.text in _NULLS


@dataclass(slots=True)
class List:
    line: int
    rows: "list[Node]" = field(default_factory=list)


@dataclass(slots=True)
class Map:
    line: int
    entries: "dict[str, Node]" = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    """The line of each key."""
    open_key: str | None = None
    """The key whose value comes next, while the map is read."""


Node: TypeAlias = YamlText | List | Map


def read_tree(path: Path, faults: Faults) -> Map:
    """The file's mapping. Raises :class:`FrameworkFileError` when there is none to be had.

    A key that stands twice is added to ``faults``; the first one counts.
    """
    return parse_tree(_read_text(path, faults), faults)


def read_head(path: Path, keys: frozenset[str], faults: Faults) -> Map:
    """The file's mapping as far as all ``keys`` are known, which spares the long rest; see
    :func:`read_tree`."""
    return parse_tree(_read_text(path, faults), faults, keys)


def parse_tree(text: str, faults: Faults, until: frozenset[str] = frozenset()) -> Map:
    """The mapping that ``text`` holds; see :func:`read_tree` and :func:`read_head`."""
    import yaml

    builder = _Builder(faults)
    try:
        for event in yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
            builder.take(event)
            if until and builder.knows(until):
                break
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        _stop(
            faults,
            mark.line + 1 if mark else 0,
            "รูปแบบ YAML ไม่ถูกต้อง",
            "ตรวจย่อหน้า เครื่องหมาย : และเครื่องหมายคำพูดที่บรรทัดนี้และบรรทัดก่อนหน้า",
        )
    if not isinstance(builder.root, Map):
        _stop(faults, 0, "ไฟล์ไม่ใช่กรอบการประเมิน", "เลือกไฟล์ที่ขึ้นต้นด้วย schema: ita-framework/1")
    return builder.root


class _Builder:
    """Puts a parser's events together, without recursion."""

    def __init__(self, faults: Faults) -> None:
        import yaml

        self._yaml = yaml  # to ask for it at each of the thousands of events takes its time
        self.root: Node | None = None
        self._faults = faults
        self._open: list[List | Map] = []

    def knows(self, keys: frozenset[str]) -> bool:
        """Whether the outermost mapping has all the ``keys``, with their values whole."""
        root = self.root
        whole = isinstance(root, Map) and len(self._open) == 1 and root.open_key is None
        return whole and isinstance(root, Map) and keys <= root.entries.keys()

    def take(self, event: Any) -> None:
        yaml = self._yaml
        line = event.start_mark.line + 1
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None) is not None:
            _stop(
                self._faults,
                line,
                "ไฟล์ใช้เครื่องหมายอ้างอิง & หรือ * ซึ่งไม่รองรับ",
                "เขียนค่าซ้ำเต็ม ๆ แทน",
            )
        if getattr(event, "tag", None) is not None:
            _stop(self._faults, line, "ไฟล์ใช้ป้ายชนิดข้อมูล ! ซึ่งไม่รองรับ", "ลบป้ายออก")
        if isinstance(event, yaml.ScalarEvent):
            self._scalar(YamlText(line, event.value, quoted=bool(event.style)))
        elif isinstance(event, yaml.MappingStartEvent):
            self._start(Map(line))
        elif isinstance(event, yaml.SequenceStartEvent):
            self._start(List(line))
        elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            self._open.pop()
        elif isinstance(event, yaml.DocumentStartEvent) and self.root is not None:
            _stop(self._faults, line, "ไฟล์มีเอกสาร YAML มากกว่าหนึ่ง", "ลบส่วนตั้งแต่เครื่องหมาย --- ลงไป")

    def _scalar(self, text: YamlText) -> None:
        parent = self._open[-1] if self._open else None
        if isinstance(parent, Map) and parent.open_key is None:
            parent.open_key = text.text
            if text.text in parent.entries:
                self._faults.add(
                    text.line,
                    text.text[:80],
                    "หัวข้อ {name} ซ้ำกับที่อยู่ก่อนหน้าในกลุ่มเดียวกัน",
                    "ลบออกหนึ่งที่",
                    name=text.text[:80],
                )
            else:
                parent.lines[text.text] = text.line
        else:
            self._place(text)

    def _start(self, node: List | Map) -> None:
        parent = self._open[-1] if self._open else None
        if isinstance(parent, Map) and parent.open_key is None:
            _stop(self._faults, node.line, "ชื่อหัวข้อต้องเป็นข้อความสั้น ๆ", "แก้ชื่อหัวข้อก่อนเครื่องหมาย :")
        if len(self._open) >= MAX_DEPTH:
            _stop(self._faults, node.line, "ไฟล์ซ้อนกันลึกเกินไป", "ตรวจย่อหน้าของบรรทัดนี้")
        self._place(node)
        self._open.append(node)

    def _place(self, node: Node) -> None:
        if not self._open:
            self.root = node
            return
        parent = self._open[-1]
        if isinstance(parent, List):
            parent.rows.append(node)
        elif parent.open_key is not None:
            parent.entries.setdefault(parent.open_key, node)
            parent.open_key = None


def _read_text(path: Path, faults: Faults) -> str:
    try:
        with open_given(path) as file:
            content = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        _stop(faults, 0, "ไม่พบไฟล์", "ตรวจชื่อไฟล์และโฟลเดอร์")
    except OSError as error:
        _stop(
            faults,
            0,
            "เปิดไฟล์ไม่ได้ ({why})",
            "ตรวจสิทธิ์อ่านไฟล์ และปิดโปรแกรมอื่นที่เปิดไฟล์นี้อยู่",
            why=reason_of(error),
        )
    if len(content) > MAX_BYTES:
        _stop(
            faults,
            0,
            "ไฟล์ใหญ่เกิน {megabytes} เมกะไบต์",
            "ตรวจว่าเลือกไฟล์กรอบการประเมินถูกไฟล์",
            megabytes=MAX_BYTES // 1_000_000,
        )
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        _stop(faults, line, "อ่านตัวอักษรไม่ได้ ไฟล์ไม่ใช่ UTF-8", "บันทึกไฟล์ใหม่เป็น UTF-8")


def _stop(faults: Faults, line: int, template: str, remedy: str, **fields: object) -> NoReturn:
    """Nothing more can be read: raise what was found so far and this."""
    faults.add(line, "", template, remedy, **fields)
    raise FrameworkFileError(faults.problems)


_Choice = TypeVar("_Choice", bound=StrEnum)
_Number = TypeVar("_Number", int, Decimal)
_NUMBER = lazy_re(r"-?\d{1,9}(\.\d{1,6})?", re.ASCII)
_WHOLE = lazy_re(r"\d{1,9}", re.ASCII)
_FIELD = lazy_re(r"\{\{|\}\}|\{([^{}\n]*)\}")
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
        number = Decimal(text) if _NUMBER.fullmatch(text) else None
        return self._within(
            key,
            "{value} ไม่ใช่ตัวเลขตั้งแต่ {low} ถึง {high}",
            "พิมพ์ตัวเลขอารบิก เช่น 30 หรือ 12.5",
            text,
            number,
            low,
            high,
        )

    def whole(
        self, key: str, *, required: bool = False, low: int = 0, high: int = 999_999
    ) -> int | None:
        """A whole number from ``low`` to ``high``."""
        text = self.text(key, required=required)
        number = int(text) if _WHOLE.fullmatch(text) else None
        return self._within(
            key,
            "{value} ไม่ใช่จำนวนเต็มตั้งแต่ {low} ถึง {high}",
            "พิมพ์จำนวนเต็มเป็นเลขอารบิก",
            text,
            number,
            low,
            high,
        )

    def _within(
        self,
        key: str,
        template: str,
        remedy: str,
        text: str,
        number: _Number | None,
        low: int,
        high: int,
    ) -> _Number | None:
        """What ``text`` was read as; a fault where it is none from ``low`` to ``high``."""
        if text and (number is None or not low <= number <= high):
            self.fault(key, template, remedy, value=text[:80], low=low, high=high)
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
