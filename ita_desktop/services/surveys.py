"""Surveys: the sampling rules of a year (its own, or those that its source prints), groups of
respondents, counts of answers so far, links for posters and slips, and checks of what is typed
about them; how far they are, and what the number of answers says of the score.

:data:`GROUPS` say who is asked, and how many they are: ``add_groups``, ``edit_groups`` and
``remove_groups`` take ``instrument``, ``unit`` (a name), ``kind``, ``population``, ``required`` and
``note``. Counts are typed or pasted: day, group, number. The address of a link leads somewhere, and
no survey ends before its beginning.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Final, NamedTuple
from urllib.parse import urlsplit

from ita_desktop.domain.dates import short_date
from ita_desktop.domain.errors import InputError, Phrase, joined
from ita_desktop.domain.patterns import lazy_re
from ita_desktop.domain.records import new_id
from ita_desktop.domain.scores.progress import answers_to, tree_of
from ita_desktop.domain.scores.results import SurveyCount, SurveyGroup, SurveyLink, SurveyRule
from ita_desktop.domain.surveys import (
    SURVEYS,
    Border,
    GroupState,
    Margin,
    Sample,
    curve,
    find_groups,
    group_states,
    margin,
    name_of_group,
    nearest_border,
    sample,
    spread_of,
)
from ita_desktop.domain.text import MOST_PEOPLE, number_in, short_number
from ita_desktop.domain.year import YearData
from ita_desktop.services.edits import (
    CellEdit,
    ListLabels,
    RecordList,
    line,
    remove_rows,
    with_ids,
    write_edits,
)
from ita_desktop.storage.gateway import Change
from ita_desktop.storage.workspace import Workspace

EIT = "EIT"
ALL = 100
LANGUAGES: Final = ("th", "en", "zh", "my")
"""Codes of the languages that a poster can have, in its order."""
_MOST_OF_URL: Final = 1000
"""More letters make a code that no telephone reads from a wall."""
_SPACE: Final = lazy_re(r"\s")


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


def _number_of_people(_data: YearData, value: object) -> int | None:
    return whole(value, Phrase("จำนวนคน"))


def _unit(data: YearData, value: object) -> str | None:
    """Return the id of the unit of that name; None for the whole office, without a name."""
    name = line(value or "")
    if not name:
        return None
    found = data.unit_finder.find(name)
    if found is None:
        near = " ".join(unit.label for unit in data.unit_finder.nearest(name))
        raise InputError(
            "ไม่รู้จักหน่วย “{name}”",
            remedy="หมายถึง {near} หรือไม่" if near else "เพิ่มหน่วยที่หน้าตั้งค่าก่อน",
            name=name[:60],
            near=near,
        )
    return found.id


GROUPS: Final = RecordList(
    record=SurveyGroup,
    rows=lambda data: data.survey_groups,
    name=name_of_group,
    labels=ListLabels(
        add=Phrase("เพิ่มกลุ่มผู้ตอบ {count} กลุ่ม"),
        edit=Phrase("แก้กลุ่มผู้ตอบ {which}"),
        remove=Phrase("เอากลุ่มผู้ตอบออก {which}"),
        many=Phrase("{count} กลุ่ม"),
        row=Phrase("กลุ่มผู้ตอบ"),
    ),
    rules={
        "instrument": lambda _data, value: instrument_of(value),
        "unit_id": _unit,
        "population": _number_of_people,
        "required": _number_of_people,
    },
    fields={"unit": "unit_id"},
    begins=lambda _data: {"instrument": "IIT"},
)
add_groups = GROUPS.add
edit_groups = GROUPS.edit
remove_groups = GROUPS.remove


def find_group(data: YearData, value: object) -> SurveyGroup:
    """Return the group with that name (``IIT ฝ่ายโยธา ลูกจ้าง``, ``ฝ่ายโยธา ลูกจ้าง``) or id.

    Raises InputError if there is none, or several have the name.
    """
    by_id = data.survey_group_by_id.get(str(value))
    found = [by_id] if by_id is not None else find_groups(data, line(value))
    if len(found) == 1:
        return found[0]
    if found:
        raise InputError(
            "มีกลุ่มชื่อ “{name}” ทั้ง IIT และ EIT", remedy="ใส่ IIT หรือ EIT หน้าชื่อ", name=line(value)
        )
    raise InputError(
        "ไม่มีกลุ่มผู้ตอบ “{name}”", remedy="ใช้ชื่อเดียวกับในตารางผู้ตอบ เช่น ฝ่ายโยธา ลูกจ้าง", name=line(value)
    )


def add_counts(
    workspace: Workspace,
    year: int,
    new: Sequence[Mapping[str, object]],
    *,
    edits: Sequence[CellEdit] = (),
) -> list[str]:
    """Store numbers (``group``, ``day``, ``answered``), and ``edits`` of others, in one unit of
    work; return their ids. A second number of a group and day replaces the first.

    Raises InputError for an unknown group, a missing day or a number that is none.
    """
    data, made = workspace.year(year), []
    known = {(row.survey_group_id, row.day): row for row in data.survey_counts}
    with workspace.change("บันทึกยอดตอบ {count} แถว", count=len(new)) as change:
        write_edits(
            change,
            data.survey_counts,
            _stored(edits),
            lambda cell_edit: _value(data, cell_edit),
            "ยอดตอบ",
        )
        for fields in new:
            group, day = find_group(data, fields.get("group", "")), _day(fields.get("day"))
            answered = _answered(fields.get("answered"))
            old = known.get((group.id, day))
            row = (
                change.update(old, answered=answered)
                if old is not None
                else change.insert(
                    SurveyCount(id=new_id(), survey_group_id=group.id, day=day, answered=answered)
                )
            )
            known[group.id, day] = row
            made.append(row.id)
    return made


def edit_counts(workspace: Workspace, year: int, edits: Sequence[CellEdit]) -> None:
    """Write edits of counts in one unit of work; raises as :func:`add_counts`, and if a group would
    have two numbers of one day."""
    data = workspace.year(year)
    _refuse_twice(data, _stored(edits))
    with workspace.change("แก้ยอดตอบ {count} ช่อง", count=len(edits)) as change:
        write_edits(
            change,
            data.survey_counts,
            _stored(edits),
            lambda cell_edit: _value(data, cell_edit),
            "ยอดตอบ",
        )


def remove_counts(workspace: Workspace, year: int, ids: Iterable[str]) -> None:
    """Remove counts."""
    rows = with_ids(workspace.year(year).survey_counts, ids)
    remove_rows(
        workspace, rows, "เอายอดตอบออก {which}", lambda row: short_date(row.day), "{count} แถว"
    )


def _stored(edits: Sequence[CellEdit]) -> list[CellEdit]:
    return [
        cell_edit._replace(field="survey_group_id") if cell_edit.field == "group" else cell_edit
        for cell_edit in edits
    ]


def _refuse_twice(data: YearData, edits: Sequence[CellEdit]) -> None:
    places = {row.id: {"survey_group_id": row.survey_group_id, "day": row.day}
              for row in data.survey_counts}  # fmt: skip
    for cell_edit in edits:
        if cell_edit.row in places and cell_edit.field in places[cell_edit.row]:
            places[cell_edit.row][cell_edit.field] = _value(data, cell_edit)
    seen = set()
    for place in places.values():
        at = tuple(place.values())
        if at in seen:
            raise InputError(
                "กลุ่มนี้มียอดของวันที่ {day} แล้ว",
                remedy="แก้ยอดของวันนั้น หรือใช้วันอื่น",
                day=short_date(place["day"]),  # type: ignore[arg-type]
            )
        seen.add(at)


def _value(data: YearData, edit: CellEdit) -> object:
    if edit.field == "survey_group_id":
        return find_group(data, edit.value).id
    return _day(edit.value) if edit.field == "day" else _answered(edit.value)


def _day(value: object) -> date:
    if not isinstance(value, date):
        raise InputError("ยอดตอบต้องมีวันที่", remedy="พิมพ์วันที่ เช่น 31/3/68")
    return value


def _answered(value: object) -> int:
    number = whole(value, Phrase("ยอดตอบ"))
    if number is None:
        raise InputError("ยังไม่ได้ใส่ยอดตอบ", remedy="พิมพ์จำนวนผู้ตอบสะสม เช่น 45")
    return number


def rules_of(data: YearData) -> tuple[SurveyRule, ...]:
    """Return the year's rules: its own if it has any, else the shipped ones of its source."""
    # Imported on first use: reading YAML is slow.
    from ita_desktop.frameworks import resource_files

    return resource_files.rules_of(data)


def printed(year: int) -> tuple[SurveyRule, ...]:
    """Return the rules that the source of a fiscal year prints; empty if it prints none."""
    from ita_desktop.frameworks import resource_files

    return resource_files.printed(year)


def newest_printed(year: int) -> int | None:
    """Return the last fiscal year before ``year`` whose source prints rules; None if none does."""
    from ita_desktop.frameworks.resource_files import shipped_sampling

    known = [
        fiscal_year
        for some in shipped_sampling()
        if some.rules
        for fiscal_year in some.fiscal_years
    ]
    return max((fiscal_year for fiscal_year in known if fiscal_year < year), default=None)


def form_languages(year: int) -> tuple[str, ...]:
    """Return the codes of the languages of the year's form; those of the newest if not known."""
    from ita_desktop.frameworks.resource_files import shipped_sampling

    years = shipped_sampling()
    found = next((rules for rules in years if year in rules.fiscal_years), years[-1])
    return found.languages


def take_printed(workspace: Workspace, year: int, source: int) -> int:
    """Give the year the rules printed for the fiscal year ``source``; return their number."""
    data, rules = workspace.year(year), printed(source)
    with workspace.change("ใช้เกณฑ์ตัวอย่างของปี {source}", source=source) as change:
        for old in data.survey_rules:
            change.delete(old)
        for rule in rules:
            change.insert(replace(rule, id=new_id(), year_id=data.fiscal_year.id))
    return len(rules)


def _own(change: Change, data: YearData, _rows: Sequence[SurveyRule]) -> dict[str, SurveyRule]:
    """Return the year's own rules by the ids that the page knows; the shipped ones, copied."""
    if data.survey_rules:
        return {rule.id: rule for rule in data.survey_rules}
    year_id = data.fiscal_year.id
    return {
        rule.id: change.insert(replace(rule, id=new_id(), year_id=year_id))
        for rule in printed(data.year)
    }


RULES: Final = RecordList(
    record=SurveyRule,
    rows=lambda data: data.survey_rules or printed(data.year),
    name=lambda _data, rule: rule.instrument,
    labels=ListLabels(
        add=Phrase("เพิ่มเกณฑ์ตัวอย่าง {count} แถว"),
        edit=Phrase("แก้เกณฑ์ตัวอย่าง"),
        remove=Phrase("เอาเกณฑ์ตัวอย่างออก {which}"),
        many=Phrase("{count} แถว"),
        row=Phrase("เกณฑ์ตัวอย่าง"),
    ),
    rules={
        "instrument": lambda _data, value: instrument_of(value),
        "percent": lambda _data, value: whole(value, Phrase("ร้อยละ"), most=ALL, least=1),
        "up_to": lambda _data, value: whole(value, Phrase("จำนวนคน"), least=1),
        "least": lambda _data, value: whole(value, Phrase("จำนวนคน"), least=1),
    },
    begins=lambda _data: {"instrument": "IIT"},
    own=_own,
)
"""Shipped rules become the year's own with the first edit."""
add_rules = RULES.add
edit_rules = RULES.edit
_remove = RULES.remove


def remove_rules(workspace: Workspace, year: int, ids: Iterable[str]) -> None:
    """Remove rules. Raises InputError for shipped ones: they hold as a whole."""
    data = workspace.year(year)
    if not data.survey_rules:
        raise InputError(
            "เกณฑ์เหล่านี้มากับโปรแกรม เอาออกทีละข้อไม่ได้", remedy="แก้ข้อใดข้อหนึ่งก่อน เกณฑ์ทั้งชุดจะเป็นของปีนี้"
        )
    _remove(workspace, year, ids)


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
add_links = LINKS.add
edit_links = LINKS.edit
remove_links = LINKS.remove


class SurveyState(NamedTuple):
    """One survey of a year."""

    instrument: str
    sample: Sample
    groups: tuple[GroupState, ...]
    answered: int
    day: date | None
    """The day of the newest number; None without any."""
    margin: Margin | None
    score: Decimal | None
    """The score of the year, else that of the year before."""
    score_year: int
    border: Border | None
    """The border of a level that is nearest to the score."""

    @property
    def behind(self) -> tuple[GroupState, ...]:
        """The groups with too few answers, the most first."""
        late = [state for state in self.groups if state.missing]
        return tuple(sorted(late, key=lambda state: -(state.missing or 0)))

    @property
    def missing(self) -> int:
        """Answers that the survey still needs in all."""
        by_groups = sum(state.missing or 0 for state in self.groups)
        return max(by_groups, (self.sample.least or 0) - self.answered, 0)

    @property
    def surplus(self) -> int:
        """Answers beyond what their own groups need, which stand for no other group."""
        return sum(
            max((state.answered or 0) - (state.requirement.number or 0), 0) for state in self.groups
        )


def survey_states(data: YearData, previous: YearData | None) -> tuple[SurveyState, ...]:
    """Return the state of both surveys."""
    rules = rules_of(data)
    states = group_states(data, rules)
    return tuple(_state(data, previous, survey, states) for survey in SURVEYS)


def _state(
    data: YearData, previous: YearData | None, instrument: str, states: list[GroupState]
) -> SurveyState:
    points = curve(data, instrument)
    needed = sample(data, rules_of(data), instrument)
    answered = points[-1].answered if points else 0
    source, score = _score(data, previous, instrument)
    spread = _spread(data, instrument)
    if spread is None and previous is not None:
        spread = _spread(previous, instrument)
    # Outsiders are never all known, so their number counts as endless.
    population = None if instrument == EIT else needed.population
    return SurveyState(
        instrument,
        needed,
        tuple(state for state in states if state.group.instrument == instrument),
        answered,
        points[-1].day if points else None,
        margin(answered, population, spread),
        score,
        source.year,
        nearest_border(data.framework, score),
    )


def _score(
    data: YearData, previous: YearData | None, instrument: str
) -> tuple[YearData, Decimal | None]:
    for year in (data, previous):
        if year is not None:
            nodes = tree_of(year).instruments
            value = next((node.value for node in nodes if node.code == instrument), None)
            if value is not None:
                return year, value
    return data, None


def _spread(data: YearData, instrument: str) -> float | None:
    items = data.framework.items_of(instrument)
    return spread_of(
        data.framework, instrument, {item.code: answers_to(data, item) for item in items}
    )


def summary(state: SurveyState) -> str:
    """Return one sentence: how many answered, of how many, how many lack in how many groups, and
    why these are more than the difference, where they are: the number is never told without it."""
    if not state.groups:
        return Phrase("{code} ยังไม่มีกลุ่มผู้ตอบ", code=state.instrument)
    required = state.sample.required
    if not required:
        return Phrase("{code} ตอบแล้ว {answered:,} คน ยังไม่มีเกณฑ์", code=state.instrument,
                      answered=state.answered)  # fmt: skip
    head = Phrase(
        "{code} ตอบแล้ว {answered:,} จากที่ต้องการ {required:,} คน",
        code=state.instrument,
        answered=state.answered,
        required=required,
    )
    if not state.missing:
        return joined(head, Phrase("ครบแล้ว"))
    if not state.behind:
        return joined(head, Phrase("ขาด {missing:,} คน", missing=state.missing), _surplus(state))
    return joined(
        head,
        Phrase("ขาด {missing:,} คนใน {count} กลุ่ม", missing=state.missing, count=len(state.behind)),
        _surplus(state),
    )


def _surplus(state: SurveyState) -> str:
    """Return why what is missing is more than required less answered; empty if it is not."""
    if state.missing <= max(state.sample.required - state.answered, 0):
        return ""
    return Phrase("{count:,} คนตอบเกินที่กลุ่มของตนต้องตอบ นับแทนกลุ่มอื่นไม่ได้", count=state.surplus)


def margin_sentences(state: SurveyState) -> tuple[str, ...]:
    """Return in plain words what the number of answers says of the score."""
    found = state.margin
    if found is None:
        return ()
    of = Phrase("{answered:,} คน", answered=found.answered)
    if found.population is not None:
        of = Phrase(
            "{answered:,} จาก {population:,} คน",
            answered=found.answered,
            population=found.population,
        )
    if not found.points:
        return (Phrase("{code} ตอบครบทุกคน คะแนนไม่มีส่วนคลาดเคลื่อนจากการสุ่ม", code=state.instrument),)
    said: list[str] = [
        Phrase(
            "{code} มีผู้ตอบ {of} ถ้าตอบกันทุกคน คะแนนจะต่างไปไม่เกินราว {points} คะแนน (95 ใน 100 ครั้ง)",
            code=state.instrument,
            of=of,
            points=f"{found.points:.2f}",
        )
    ]
    if not found.known_spread:
        said.append(Phrase("คิดจากคำตอบที่ต่างกันที่สุดเท่าที่เป็นได้ เพราะยังไม่มีผลคำตอบรายข้อ"))
    if state.border is not None:
        said.append(_border(state, state.border, found))
    return tuple(said)


def _border(state: SurveyState, border: Border, found: Margin) -> str:
    template = (
        "คะแนน {code} ปี {year} คือ {score} ใกล้เกณฑ์{level} {least} ส่วนคลาดเคลื่อนนี้ข้ามเกณฑ์ได้ "
        "ผู้ตอบที่เพิ่มขึ้นจึงมีผล"
        if border.is_within(found.points)
        else "คะแนน {code} ปี {year} คือ {score} ห่างเกณฑ์{level} {least} เกินส่วนคลาดเคลื่อนนี้ "
        "ระดับจึงไม่เปลี่ยนเพราะจำนวนผู้ตอบ"
    )
    return Phrase(
        template,
        code=state.instrument,
        year=state.score_year,
        score=f"{state.score:.2f}",
        level=border.level,
        least=f"{border.least:.2f}",
    )
