"""The names of bodies in an order: in headings, the sentence that appoints them, the title."""

import re
from typing import Final

from ita_desktop.domain.text import key

_NAME: Final = re.compile(r"(?:อนุ)?คณะ(?:อนุ)?(?:กรรมการ|ทำงาน|ผู้|อำนวยการ|ที่ปรึกษา|บริหาร)")
_TAIL: Final = re.compile(
    r"\s*(?:ประกอบด้วย|(?:โดย|ซึ่ง|ให้)*มี(?:องค์ประกอบ|อำนาจ|หน้าที่|ราย(?:ชื่อ|นาม)|ดังนี้)|องค์ประกอบ|ดังนี้|ดังต่อไปนี้|ตามราย(?:ชื่อ|นาม)"
    r"|(?:ประจำ)?ปี(?:งบประมาณ)?\s*(?:พ\.?\s?ศ\.?)?\s*\d{4}|\s(?:โดย|ซึ่ง|เพื่อ|จำนวน)|\().*$"
)
"""What follows a name."""
_CONSISTS: Final = re.compile(r"(?:ประกอบด้วย|ดังนี้|ดังต่อไปนี้|องค์ประกอบ)\s*:?$")
_BEFORE: Final = re.compile(r"^(?:(?:บัญชี)?ราย(?:ชื่อ|นาม)|องค์ประกอบ(?:ของ)?|(?:ให้)?(?:มี|แต่งตั้ง))\s*")
_APPOINTS: Final = re.compile(r"แต่งตั้ง|ต่อไปนี้\s*(?:ให้)?เป็น|ให้มี(?=คณะ)|จัดตั้ง")
_AND: Final = re.compile(r"\s*(?:และ|,|/)\s*(?=คณะ)")
_SENTENCE: Final = re.compile(r"^(?:ด้วย|ตาม|โดย|เพื่อ|จึง|ดังนั้น|อาศัย|เนื่อง|ฉะนั้น|ทั้งนี้|ให้|สำหรับ|แต่งตั้ง)")
_LONGEST: Final = 240
"""Number of letters of a heading."""


def consists(text: str) -> bool:
    """Return whether a line says that a list follows."""
    return _CONSISTS.search(text) is not None


def headed_body(text: str) -> str:
    """Return the body that a line names and nothing else, as written; empty for another line.

    >>> headed_body("คณะทำงานขับเคลื่อน ITA ประกอบด้วย")
    'คณะทำงานขับเคลื่อน ITA'
    """
    if len(text) > _LONGEST:
        return ""
    bare = _BEFORE.sub("", text, count=1)
    name = _TAIL.sub("", bare).strip(" :-–")
    is_body = _NAME.match(name) is not None or (bare == text and "ประกอบด้วย" in text)
    return name if is_body and not _SENTENCE.match(text) else ""


class BodyNames:
    """The bodies of an order, and what its text calls them."""

    def __init__(self) -> None:
        self.known: list[str] = []
        """Those whose lists were read."""
        self._named = ""
        """The only one that the last sentence appoints."""
        self._title = ""
        self.awaited = False
        """Whether the last line says that its members follow."""

    def add(self, name: str) -> None:
        """Note a body whose list begins."""
        self.known += [name] * (name not in self.known)

    def note(self, text: str) -> None:
        """Read a line of the order that is no part of a list."""
        found = list(_APPOINTS.finditer(text))
        self.awaited = bool(found) and consists(text)
        for verb in found:
            names = [part for part in _AND.split(text[verb.end() :]) if _NAME.search(part)]
            begun = _NAME.search(text, verb.end())
            if begun is None:
                continue
            name = _TAIL.sub("", text[begun.start() :]).strip() if len(names) == 1 else ""
            if text.startswith("เรื่อง"):
                self._title = name
            elif consists(text) or not self._named:
                self._named = name

    def appointed(self) -> str:
        """Return the body that the text appoints, else the one of the title; empty if they name
        none or several."""
        named, self._named = self._named, ""
        return self._title if not named or self._title.startswith(named) else named

    def of_run(self, role: str) -> str:
        """Return the body of members without a heading: what the text or the ``role`` says."""
        of_role = re.search("(คณะ(?:อนุกรรมการ|ทำงาน))|อนุกรรมการ|กรรมการ", role)
        usual = of_role[1] or f"คณะ{of_role[0]}" if of_role else ""
        return self.appointed() or usual or (self.known[-1] if self.known else "คณะกรรมการ")

    def known_as(self, name: str) -> str:
        """Return a name as it was written first."""
        return next((body for body in self.known if key(body) == key(name)), name)

    def short_for(self, name: str, present: str) -> str:
        """Return the body that is meant by a name which may be the first word of it alone, by
        default the ``present`` one; empty if none or several may be meant."""
        if not name:
            return present
        same = [body for body in self.known if key(body) == key(name)]
        alike = [body for body in self.known if key(body).startswith(key(name))]
        if same or (present in alike):
            return (same or [present])[0]
        return alike[0] if len(alike) == 1 else ""
