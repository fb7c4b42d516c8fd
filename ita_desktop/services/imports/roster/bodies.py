"""Bodies named in rows: found in the year, or created with the rows."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from ita_desktop.domain.ids import new_id
from ita_desktop.domain.records import Body, BodyKind
from ita_desktop.domain.text import key
from ita_desktop.exchange.cells.row import shortened
from ita_desktop.exchange.kinds.roster.roster import BODIES, UNTOLD
from ita_desktop.exchange.remarks import RowError
from ita_desktop.exchange.sheets import Origin
from ita_desktop.services.imports.draft import ImportDraft
from ita_desktop.services.imports.name_questions import NEW, NameAnswer
from ita_desktop.services.imports.plan import Insert, RecordUpdate

_PART = re.compile(r"คณะ\S*?(?:ทำงาน|อำนวยการ)\s*(?:ฝ่าย|ด้าน|ย่อย|ชุด|กลุ่ม)")
"""The name of one body of several of its kind."""
_WHOLE = re.compile(
    r"คณะ\S*?(?:ทำงาน|อำนวยการ)[\Wฯ]*(?:$|.*(?:ประเมิน|คุณธรรม|โปร่งใส|ขับเคลื่อน|ปี|สำนักงาน|เขต)|.*\bITA)"
)
"""The name of the body of its kind for the whole assessment, with any words for that."""
_OF_YEAR = re.compile(r"\s*(?:(?:ประจำ)?ปี(?:งบประมาณ)?\s*(?:พ\.\s?ศ\.)?\s*)?\b25\d\d$")


class Bodies:
    """Bodies by name and kind."""

    def __init__(self, bodies: Iterable[Body]) -> None:
        self._by_key: dict[str, Body] = {}
        self._by_kind: dict[BodyKind, list[Body]] = defaultdict(list)
        for body in bodies:
            self.add(body)

    def add(self, body: Body) -> None:
        """Add a body."""
        self._by_key.setdefault(key(body.name), body)
        self._by_kind[body.kind].append(body)

    def find(self, name: str) -> Body | None:
        """Return the body of this name, or the only one of the kind that the name implies."""
        if same := self._by_key.get(key(name)):
            return same
        kind = kind_of_body(name)
        is_only = kind is not BodyKind.OTHER and not _PART.match(name) and _WHOLE.match(name)
        alike = self._by_kind[kind] if is_only else []
        return alike[0] if len(alike) == 1 else None


class NamedBodies:
    """Finds the bodies that rows name; unknown names become questions, and new bodies if so
    answered."""

    def __init__(self, draft: ImportDraft, usual: NameAnswer | None = None) -> None:
        """``usual`` is the answer until a person gives another."""
        self._draft = draft
        self._usual = usual
        self._bodies = Bodies(draft.year.bodies)
        self._new: dict[str, Body] = {}
        self._long_names: dict[str, str] = {}
        """The longer name of this file that a body was found by."""
        self._as_named: set[str] = set()
        """The ids of bodies that this file has named."""
        self.by_id = dict(draft.year.body_by_id)
        """The bodies of the year, and the new ones."""

    def of_cell(self, name: str, origin: Origin, column: str) -> Body:
        """Return the body named in a cell; raises RowError if it is unknown and not decided, or
        left out."""
        if self._draft.body in self.by_id:
            return self.by_id[self._draft.body]
        known = self._bodies.find(name)
        usual = None if name == UNTOLD else self._usual
        if known is not None and key(known.name) == key(name):
            self._as_named.add(known.id)
            return self.by_id[known.id]
        # Another long name in the same file is of another body.
        if known is not None and self._long_names.setdefault(known.id, key(name)) == key(name):
            own = _OF_YEAR.sub("", name)
            self._rename(known, own)
            if key(self.by_id[known.id].name) == key(own):
                return self.by_id[known.id]
            usual = NameAnswer(body_id=known.id)
        question = self._draft.questions.ask_body(name, usual, origin)
        answer = question.answer
        if answer is not None and answer.body_id in self.by_id:
            return self.by_id[answer.body_id]
        if answer != NEW:
            error = RowError(
                "ปีนี้ไม่มีคณะชื่อ “{body}”",
                remedy="เลือกที่ “ชื่อที่ไม่รู้จัก” ว่าเป็นคณะใด หรือเพิ่มเป็นคณะใหม่",
                body=shortened(name),
            )
            if name == UNTOLD:
                error = RowError("ไม่รู้ว่าอยู่ในคณะใด", remedy=error.remedy)
            raise error.about(column)
        if question.key not in self._new:
            self._new[question.key] = self._added(question.name)
        return self._new[question.key]

    def _rename(self, body: Body, name: str) -> None:
        """Give the usual body of a new year, which has nobody yet, the name that a roster has."""
        year = self._draft.year
        is_used = body.id in self._as_named or year.members_of(body.id) or year.duties_of(body.id)
        is_usual = body.name in BODIES and body.id in year.body_by_id
        is_other = key(name) != key(body.name) and not name.endswith("ฯ")
        if self._usual == NEW and is_usual and is_other and not is_used:
            self._as_named.add(body.id)
            self.by_id[body.id] = replace(body, name=name)
            self._draft.share(body.id, RecordUpdate(body, {"name": name}))

    def _added(self, name: str) -> Body:
        known = max((body.position for body in self._draft.year.bodies), default=-1)
        body = Body(
            id=new_id(),
            year_id=self._draft.year.fiscal_year.id,
            name=name,
            kind=kind_of_body(name),
            position=known + 1 + len(self._new),
        )
        self._bodies.add(body)
        self.by_id[body.id] = body
        self._draft.share(body.id, Insert(body))
        return body


def kind_of_body(name: str) -> BodyKind:
    """Return the kind of body that a name implies."""
    if "อำนวยการ" in name:
        return BodyKind.STEERING
    return BodyKind.WORKING_GROUP if name.startswith("คณะทำงาน") else BodyKind.OTHER
