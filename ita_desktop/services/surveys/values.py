"""Checks of what is typed about surveys."""

import re
from decimal import Decimal
from typing import Final
from urllib.parse import urlsplit

from ita_desktop.domain.errors import InputError
from ita_desktop.domain.surveys.sampling import SURVEYS
from ita_desktop.domain.text import MOST_PEOPLE, number_in, short_number
from ita_desktop.services.edits import line

LANGUAGES: Final = ("th", "en", "zh", "my")
"""Codes of the languages that a poster can have, in its order."""
_MOST_OF_URL: Final = 1000
"""More letters make a code that no telephone reads from a wall."""
_SPACE: Final = re.compile(r"\s")


def whole(value: object, what: str, *, least: int = 0, most: int = MOST_PEOPLE) -> int | None:
    """Return a typed whole number, with Thai digits and thousands separators too; None if empty.

    Raises InputError that names ``what`` it is.
    """
    if value is None or not str(value).strip():
        return None
    if isinstance(value, Decimal):
        value = short_number(value)
    number = number_in(str(value))
    if number is None or not least <= number <= most:
        raise InputError(
            "{what} “{value}” ต้องเป็นจำนวนเต็มตั้งแต่ {least:,} ถึง {most:,}",
            remedy="พิมพ์ตัวเลข เช่น 45",
            what=what,
            value=str(value)[:40],
            least=least,
            most=most,
        )
    return number


def instrument_of(value: object) -> str:
    """Return ``IIT`` or ``EIT``. Raises InputError for anything else."""
    found = line(value).upper()
    if found not in SURVEYS:
        raise InputError("“{value}” ไม่ใช่แบบวัด", remedy="ใช้ IIT หรือ EIT", value=str(value)[:40])
    return found


def address(value: object) -> str:
    """Return the address of a survey. Raises InputError if a code of it would lead nowhere."""
    url = str(value or "").strip()
    if not url:
        return ""
    parts = urlsplit(url) if not _SPACE.search(url) else None
    if parts is None or parts.scheme not in {"http", "https"} or "." not in parts.netloc:
        raise InputError(
            "“{value}” ไม่ใช่ที่อยู่ของแบบสำรวจ",
            remedy="คัดลอกลิงก์ทั้งหมดจากระบบ ขึ้นต้นด้วย https://",
            value=url[:60],
        )
    if len(url) > _MOST_OF_URL:
        raise InputError(
            "ลิงก์ยาว {length:,} ตัวอักษร รหัส QR จะเล็กจนอ่านไม่ได้",
            remedy="ใช้ลิงก์สั้นของระบบ",
            length=len(url),
        )
    return url


def languages(value: object) -> str:
    """Return the codes of languages, in the order of a poster. Raises InputError if not known."""
    typed = line(value).lower().replace(",", " ").split()
    unknown = [code for code in typed if code not in LANGUAGES]
    if unknown or not typed:
        raise InputError(
            "ไม่มีภาษา “{value}”",
            remedy="ใช้ th en zh my คั่นด้วยช่องว่าง",
            value=" ".join(unknown) or str(value)[:40],
        )
    return " ".join(code for code in LANGUAGES if code in typed)
