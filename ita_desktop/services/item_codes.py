"""Item codes as a clerk types them: ``I1, I2``, ``O1-O3``, with Thai digits or spaces."""

import re

from ita_desktop.domain.digits import to_arabic
from ita_desktop.domain.errors import InputError
from ita_desktop.domain.text import one_line
from ita_desktop.domain.year import YearData

_SPLIT = re.compile(r"[,;/\s]+|และ")
_RANGE = re.compile(r"^([IEO])(\d+)[-–]([IEO])?(\d+)$")


def parse_items(data: YearData, text: str) -> tuple[str, ...]:
    """The item codes that ``text`` lists, each once, in typed order.

    Raises ValueError with a Thai sentence for a code that the year's framework lacks.
    """
    plain = re.sub(r"\s*[-–]\s*", "-", to_arabic(one_line(text)).upper())
    codes: list[str] = []
    for word in filter(None, _SPLIT.split(plain)):
        match = _RANGE.match(word)
        if match and match[3] in {None, match[1]}:
            codes += [f"{match[1]}{n}" for n in range(int(match[2]), int(match[4]) + 1)]
        else:
            codes.append(word)
    unknown = [code for code in codes if code not in data.framework.item_by_code]
    if unknown:
        raise ValueError(
            InputError(
                "กรอบปี {year} ไม่มีข้อ {codes}",
                remedy="พิมพ์รหัสข้อ เช่น I1, I2 หรือ O1-O3",
                year=data.year,
                codes=" ".join(unknown[:5]),
            ).sentence()
        )
    return tuple(dict.fromkeys(codes))
