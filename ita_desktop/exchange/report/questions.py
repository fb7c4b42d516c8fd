"""The official forms' questions about the respondents, by key, with the options."""

from collections.abc import Mapping

_AGES = (
    "ต่ำกว่า 20 ปี",
    "20 - 30 ปี",
    "31 - 40 ปี",
    "41 - 50 ปี",
    "51 - 60 ปี",
    "มากกว่า 60 ปี",
)
QUESTIONS: Mapping[str, tuple[tuple[str, tuple[str, ...]], ...]] = {
    "IIT": (
        ("age อายุ", _AGES),
        ("position ท่านเป็นเจ้าหน้าที่กลุ่มใด", ("ข้าราชการ", "ลูกจ้าง")),
        ("gender กรุณาระบุเพศของท่าน", ("ชาย", "หญิง", "อื่น ๆ")),
        (
            "workyear ระยะเวลาที่ทำงานให้กับสำนักงานเขต",
            ("ต่ำกว่า 5 ปี", "5 - 10 ปี", "11 - 20 ปี", "มากกว่า 20 ปี"),
        ),
    ),
    "EIT": (
        ("age อายุ", _AGES),
        ("gender เพศ", ("ชาย", "หญิง", "อื่น ๆ")),
        (
            "job อาชีพ",
            (
                "เจ้าหน้าที่ของรัฐ/ข้าราชการ/พนักงานราชการ/พนักงานรัฐวิสาหกิจ",
                "พนักงานบริษัทเอกชน",
                "ประกอบธุรกิจส่วนตัว",
                "เกษตรกร",
                "อาชีพอิสระ",
                "รับจ้างทั่วไป",
                "อื่น ๆ",
            ),
        ),
        (
            "p1 เคยรับบริการหรือติดต่อสำนักงานเขตหรือไม่",
            ("ไม่เคย", "เคย 1 ครั้ง", "เคย มากกว่า 1 ครั้ง", "เคย เป็นประจำ"),
        ),
        ("p2 ติดต่อในลักษณะใด", ("บุคคลทั่วไป", "หน่วยงานของรัฐ", "องค์กรธุรกิจ", "อื่น ๆ")),
        ("p4 พักอาศัยภายในพื้นที่เขตหรือไม่", ("ใช่", "ไม่ใช่/มาจากพื้นที่อื่น")),
    ),
}


def options_of(instrument: str, key: str) -> tuple[str, ...] | None:
    """Return the options of a question; empty for an unknown key, None for a question of another
    instrument."""
    own = {question.split()[0]: options for question, options in QUESTIONS.get(instrument, ())}
    if key in own:
        return own[key]
    others = (question for questions in QUESTIONS.values() for question, _ in questions)
    return None if any(question.split()[0] == key for question in others) else ()


def all_options() -> frozenset[str]:
    """Return the options of all questions."""
    known = (options for questions in QUESTIONS.values() for _, options in questions)
    return frozenset(option for options in known for option in options)
