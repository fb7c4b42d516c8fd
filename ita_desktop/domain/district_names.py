"""Names of Bangkok's fifty districts, and the English names of their offices as they write them.

The name of the office, as documents print it.
"""

import re
from collections.abc import Iterator
from difflib import get_close_matches
from types import MappingProxyType
from typing import Final

from ita_desktop.domain.patterns import lazy_re
from ita_desktop.domain.records import Organisation

_OFFICE: Final = "สำนักงานเขต"
SHORT_OFFICES: Final = ("เขต", "สนข.", "สนข", "สนง.เขต", "สนง.")
"""What is written before a district for its office; nothing may be, too."""
_BEFORE: Final = lazy_re(f"^(?:{'|'.join(map(re.escape, (_OFFICE, *SHORT_OFFICES)))})")
_ALIKE: Final = 0.85
"""Least likeness of two English spellings of a name: Lad Krabang."""
_ENGLISH: Final = MappingProxyType(
    {
        "คลองเตย": "Khlong Toei",
        "คลองสาน": "Khlong San",
        "คลองสามวา": "Khlong Sam Wa",
        "คันนายาว": "Khan Na Yao",
        "จตุจักร": "Chatuchak",
        "จอมทอง": "Chom Thong",
        "ดอนเมือง": "Don Mueang",
        "ดินแดง": "Din Daeng",
        "ดุสิต": "Dusit",
        "ตลิ่งชัน": "Taling Chan",
        "ทวีวัฒนา": "Thawi Watthana",
        "ทุ่งครุ": "Thung Khru",
        "ธนบุรี": "Thon Buri",
        "บางกอกน้อย": "Bangkok Noi",
        "บางกอกใหญ่": "Bangkok Yai",
        "บางกะปิ": "Bang Kapi",
        "บางขุนเทียน": "Bang Khun Thian",
        "บางเขน": "Bang Khen",
        "บางคอแหลม": "Bang Kho Laem",
        "บางแค": "Bang Khae",
        "บางซื่อ": "Bang Sue",
        "บางนา": "Bang Na",
        "บางบอน": "Bang Bon",
        "บางพลัด": "Bang Phlat",
        "บางรัก": "Bang Rak",
        "บึงกุ่ม": "Bueng Kum",
        "ปทุมวัน": "Pathum Wan",
        "ประเวศ": "Prawet",
        "ป้อมปราบศัตรูพ่าย": "Pom Prap Sattru Phai",
        "พญาไท": "Phaya Thai",
        "พระโขนง": "Phra Khanong",
        "พระนคร": "Phra Nakhon",
        "ภาษีเจริญ": "Phasi Charoen",
        "มีนบุรี": "Min Buri",
        "ยานนาวา": "Yan Nawa",
        "ราชเทวี": "Ratchathewi",
        "ราษฎร์บูรณะ": "Rat Burana",
        "ลาดกระบัง": "Lat Krabang",
        "ลาดพร้าว": "Lat Phrao",
        "วังทองหลาง": "Wang Thonglang",
        "วัฒนา": "Watthana",
        "สวนหลวง": "Suan Luang",
        "สะพานสูง": "Saphan Sung",
        "สัมพันธวงศ์": "Samphanthawong",
        "สาทร": "Sathon",
        "สายไหม": "Sai Mai",
        "หนองแขม": "Nong Khaem",
        "หนองจอก": "Nong Chok",
        "หลักสี่": "Lak Si",
        "ห้วยขวาง": "Huai Khwang",
    }
)


DISTRICTS: Final = frozenset(_ENGLISH)
"""The names of the districts, without เขต."""


def district_of(office: str) -> str:
    """Return the district that an office's name says, without เขต, known or not.

    >>> district_of("สำนักงานเขตบางนา กรุงเทพมหานคร")
    'บางนา'
    >>> district_of("สนข.บางนา")
    'บางนา'
    """
    return _BEFORE.sub("", "".join(office.split()).removesuffix("กรุงเทพมหานคร"))


def office_of(district: str) -> str:
    """Return the name of a district's office.

    >>> office_of("บางนา")
    'สำนักงานเขตบางนา'
    """
    return f"{_OFFICE}{district}"


def full_office(typed: str) -> str:
    """Return the name of the office that is typed in short; anything else as it is typed.

    >>> full_office("เขตบางนา"), full_office("ลาดกระบัง"), full_office("โรงเรียนตัวอย่าง")
    ('สำนักงานเขตบางนา', 'สำนักงานเขตลาดกระบัง', 'โรงเรียนตัวอย่าง')
    """
    district = district_of(typed)
    return office_of(district) if district in DISTRICTS else typed


def english_district(district: str) -> str:
    """Return the romanised name of a district; the name itself if it is unknown.

    >>> english_district("ลาดกระบัง")
    'Lat Krabang'
    """
    return _ENGLISH.get(district, district)


def english_name(office: str) -> str:
    """Return ``LAT KRABANG DISTRICT OFFICE`` for ``สำนักงานเขตลาดกระบัง``; empty if the office is
    unknown.

    >>> english_name("สำนักงานเขตบางนา กรุงเทพมหานคร")
    'BANG NA DISTRICT OFFICE'
    """
    found = _ENGLISH.get(district_of(office))
    return f"{found} district office".upper() if found is not None else ""


_OF_ENGLISH: Final = MappingProxyType(
    {"".join(name.split()).lower(): district for district, name in _ENGLISH.items()}
)
_ENGLISH_OFFICE: Final = lazy_re(r"\b((?:[A-Za-z-]+\s+){1,4})District\b", re.IGNORECASE)


def offices_in_english(text: str) -> Iterator[str]:
    """Yield the Thai names of the offices that a text calls in English, however these are spelt.

    >>> [*offices_in_english("Lad Krabang District Office"), *offices_in_english("the District")]
    ['สำนักงานเขตลาดกระบัง']
    """
    for found in _ENGLISH_OFFICE.finditer(text) if "district" in text.lower() else ():
        words = found[1].lower().split()
        tried = ("".join(words[at:]) for at in range(len(words)))
        close = (get_close_matches(name, _OF_ENGLISH, 1, _ALIKE) for name in tried)
        if name := next(filter(None, close), None):
            yield office_of(_OF_ENGLISH[name[0]])


UNNAMED_OFFICE: Final = "สำนักงานเขต..............................."


def office(organisation: Organisation) -> str:
    """Return the office's name; a dotted line if unknown."""
    return organisation.name or UNNAMED_OFFICE


def in_bangkok(organisation: Organisation) -> str:
    """Return the office's name with the city."""
    name = office(organisation)
    return name if "กรุงเทพมหานคร" in name else f"{name} กรุงเทพมหานคร"
