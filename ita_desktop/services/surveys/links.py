"""Links of the surveys, for posters and slips: ``add_many``, ``edit`` and ``remove``. An address
leads somewhere, and no survey ends before its beginning."""

from typing import Final

from ita_desktop.domain.errors import InputError, Phrase
from ita_desktop.domain.surveys.records import SurveyLink
from ita_desktop.services.edits import ListLabels, RecordList
from ita_desktop.services.surveys.rules import form_languages
from ita_desktop.services.surveys.values import address, instrument_of, languages


def _in_order(link: SurveyLink) -> None:
    if link.opens is not None and link.closes is not None and link.closes < link.opens:
        raise InputError("วันปิดแบบสำรวจอยู่ก่อนวันเปิด", remedy="แก้วันเปิดหรือวันปิดให้เรียงกัน")


LINKS: Final = RecordList(
    record=SurveyLink,
    rows=lambda data: data.survey_links,
    name=lambda _data, link: link.instrument,
    labels=ListLabels(
        add=Phrase("เพิ่มลิงก์แบบสำรวจ {count} ลิงก์"),
        edit=Phrase("แก้ลิงก์แบบสำรวจ"),
        remove=Phrase("เอาลิงก์แบบสำรวจออก {which}"),
        many=Phrase("{count} ลิงก์"),
        row=Phrase("ลิงก์แบบสำรวจ"),
    ),
    rules={
        "instrument": lambda _data, value: instrument_of(value),
        "url": lambda _data, value: address(value),
        "languages": lambda _data, value: languages(value),
    },
    begins=lambda data: {"instrument": "IIT", "languages": " ".join(form_languages(data.year))},
    fits=_in_order,
)
add_many = LINKS.add
edit = LINKS.edit
remove = LINKS.remove
