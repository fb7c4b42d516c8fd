"""English names of Bangkok's fifty district offices, as the offices write them."""

from types import MappingProxyType
from typing import Final

_OFFICE: Final = "สำนักงานเขต"
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


def english_name(office: str) -> str:
    """Return ``LAT KRABANG DISTRICT OFFICE`` for ``สำนักงานเขตลาดกระบัง``; empty if the office is
    unknown.

    >>> english_name("สำนักงานเขตบางนา กรุงเทพมหานคร")
    'BANG NA DISTRICT OFFICE'
    """
    name = "".join(office.split()).removesuffix("กรุงเทพมหานคร").removeprefix(_OFFICE)
    found = _ENGLISH.get(name.removeprefix("เขต"))
    return f"{found} district office".upper() if found is not None else ""
