"""A YAML file as a tree of texts that know their lines.

Only what data needs: mappings, lists and plain texts, no anchors, aliases or tags, in a file of
bounded size and depth. Values stay texts, so that ``9.10`` does not become a number on its way.
"""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NoReturn, TypeAlias

from ita_desktop.domain.errors import reason_of
from ita_desktop.frameworks.problems import Faults, FrameworkFileError
from ita_desktop.paths import open_given

MAX_BYTES = 2_000_000
MAX_DEPTH = 20
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})


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
