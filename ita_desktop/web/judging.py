"""Judges the answer for a link by what is asked of it: the words by which a page says what it is
(nothing there, a log-in, a closed folder, not ready), and the times that it names beside the
year and months that are asked for. Nothing is fetched or read here.

A page that says too little to be judged is not blamed: false alarms cost the clerk more than a
fault that the next look finds."""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from typing import Final
from urllib.parse import urlsplit

from ita_desktop.domain.oit.proofs import LinkFinding as F
from ita_desktop.domain.oit.proofs import LinkState
from ita_desktop.domain.patterns import lazy_re
from ita_desktop.web.link import (
    Asked,
    Content,
    ContentKind,
    Failure,
    Found,
    Hindrance,
    LinkJudgement,
    WebAnswer,
)
from ita_desktop.web.times import ASIDE, Times, times_in

NOT_THERE: Final = lazy_re(
    r"\b404\b|page\s+(?:was\s+|is\s+|could\s+)?not\s+(?:be\s+)?found|\bnot\s+found\b|no\s+such\s+(?:page|file)"
    r"|(?:does\s+not|doesn[’']?t|no\s+longer)\s+exists?|no\s+longer\s+(?:available|here)"
    r"|(?:could\s*n[o’']?t|can\s*n?o[’']?t|can[’']t)\s+(?:be\s+found|find)|(?:been|was)\s+(?:removed|deleted|moved)"
    r"|isn[’']?t\s+here|nothing\s+(?:was\s+)?(?:here|found)|(?:broken|dead|expired)\s+link|link\s+(?:has\s+)?expired"
    r"|invalid\s+(?:id|url|request|link|page)|unknown\s+(?:page|article|record)|page\s+(?:un|not\s+)available"
    r"|ไม่พบ(?:หน้า|เพจ|เอกสาร|ไฟล์|เนื้อหา|บทความ|สิ่งที่|รายการที่|ข้อมูลที่|URL|ลิงก์|ลิงค์|เว็บ|ที่อยู่|ตำแหน่ง)"
    r"|(?:หน้า|เพจ|ไฟล์|เอกสาร|บทความ|เนื้อหา|ข่าว|รายการ|ลิงก์|ลิงค์|ข้อมูล)(?:เว็บ)?(?:นี้|ดังกล่าว|ที่[^\n]{0,40}?)"
    r"\s*(?:ไม่มี|ไม่พบ|ไม่สามารถ|ถูกลบ|ถูกย้าย|ถูกนำออก|หมดอายุ|อาจ(?:ถูก|ไม่|จะ))"
    r"|ไม่มี(?:หน้า|เพจ|ไฟล์|เอกสาร|บทความ|เนื้อหา)(?:นี้|ดังกล่าว|ที่)|ไม่มีอยู่(?:ในระบบ|แล้ว|อีก|จริง)|หา(?:หน้า|ไฟล์|เอกสาร)[^\n]{0,30}ไม่(?:พบ|เจอ)"
    r"|ลิง[กค]์(?:เสีย|หมดอายุ|ไม่ถูกต้อง)|ไม่สามารถ(?:แสดง|เปิด|เข้าถึง|ค้นหา)(?:หน้า|ไฟล์|เอกสาร|เว็บ)"
    r"|ไม่พบข้อมูล|ขออภัย[^\n]{0,60}(?:ไม่พบ|ไม่มี|ไม่สามารถ)",
    re.IGNORECASE,
)
FAULTY: Final = lazy_re(
    r"fatal\s+error|uncaught\s+\w*(?:exception|error)|sqlstate|error\s+establishing\s+a\s+database"
    r"|server\s+error\s+in|internal\s+server\s+error|mysqli?_|you\s+have\s+an\s+error\s+in\s+your\s+sql"
    r"|ไม่สามารถเชื่อมต่อ(?:กับ)?ฐานข้อมูล|stack\s+trace|traceback\s+\(most|account\s+(?:has\s+been\s+)?suspended"
    r"|domain\s+(?:is\s+)?(?:for\s+sale|expired|parked)|บัญชีถูกระงับ|โดเมนหมดอายุ",
    re.IGNORECASE,
)
HIJACKED: Final = lazy_re(
    r"สล็อต|บาคาร่า|คาสิโน|หวยออนไลน์|พนันออนไลน์|เว็บตรง|slot\s*(?:gacor|online|88)|casino|baccarat|togel",
    re.IGNORECASE,
)
CLOSED: Final = lazy_re(
    r"(?:you\s+)?need\s+(?:access|permission)|request\s+access|access\s+denied|don[’']?t\s+have\s+(?:access|permission)"
    r"|ask\s+for\s+access|(?:folder|file|link|item|document)\s+(?:is|has\s+been)\s+(?:private|restricted|not\s+shared)"
    r"|not\s+(?:been\s+)?shared\s+with\s+you|this\s+content\s+isn[’']?t\s+available"
    r"|ขอสิทธิ์(?:การ)?เข้าถึง|ขอสิทธิ์|คุณ(?:จะ)?ต้อง(?:มี|ได้รับ|ขอ)สิทธิ์|ไม่มีสิทธิ์(?:ใน)?(?:การ)?(?:เข้าถึง|เปิด|ดู|เข้าใช้)"
    r"|ไม่ได้รับอนุญาตให้เข้าถึง|ขอ(?:การ)?เข้าถึง|ขออนุญาตเข้าถึง|เนื้อหานี้ไม่พร้อมใช้งาน|เฉพาะผู้ที่ได้รับ(?:สิทธิ์|อนุญาต|เชิญ)",
    re.IGNORECASE,
)
LOG_IN: Final = lazy_re(
    r"(?:please|must|need\s+to|have\s+to)\s+(?:log|sign)\s*-?\s*in|(?:log|sign)\s*-?in\s+(?:required|to\s+(?:continue|view|your))"
    r"|(?:กรุณา|โปรด|(?<!ไม่)ต้อง)\s*(?:เข้าสู่ระบบ|ล็อก\s*อิน|ล็อคอิน|ลงชื่อเข้า(?:สู่ระบบ|ใช้)?|login|log\s*in)"
    r"|(?<!ต้อง)เข้าสู่ระบบ(?:ก่อน|เพื่อ)|เฉพาะ(?:สมาชิก|เจ้าหน้าที่|บุคลากร)(?:เท่านั้น)?",
    re.IGNORECASE,
)
LOG_IN_NAMES: Final = lazy_re(
    r"เข้าสู่ระบบ|ลงชื่อเข้าใช้|ล็อกอิน|\b(?:log|sign)\s*-?\s*(?:in|on)\b|authentication|single\s+sign",
    re.IGNORECASE,
)
LOG_IN_PATH: Final = lazy_re(
    r"(?:^|[/._?&=-])(?:log-?in|sign-?in|log-?on|wp-login|servicelogin|oauth2?|sso|adfs|auth|checkpoint)(?:[/._?&=-]|$)",
    re.IGNORECASE,
)
DRIVES: Final = lazy_re(
    r"drive|docs\.google|sharepoint|onedrive|1drv|dropbox|share|folder|box\.com|icloud|mega\.",
    re.IGNORECASE,
)
NOT_READY: Final = lazy_re(
    r"(?:อยู่)?(?:ใน)?ระหว่าง(?:การ)?(?:ปรับปรุง|พัฒนา|จัดทำ|ดำเนินการ(?:ปรับปรุง|จัดทำ|รวบรวม)?|รวบรวม)|กำลัง(?:ปรับปรุง|พัฒนา|จัดทำ|อัป)"
    r"|(?:ปิด|งด)(?:เพื่อ)?ปรับปรุง|under\s+(?:construction|maintenance)|coming\s+soon|เร็ว\s?ๆ\s?นี้|ยังไม่มี(?:ข้อมูล|เนื้อหา|เอกสาร|รายการ)"
    r"|ไม่มีข้อมูล(?:ให้แสดง|แสดง|ในขณะนี้|ในระบบ|\s*$)|no\s+(?:data|content|results?|posts?|records?|items?)(?:\s+(?:available|found|to\s+display|yet))?"
    r"|lorem\s+ipsum|it\s+works!|welcome\s+to\s+nginx|default\s+(?:web\s+)?page|จะ(?:นำ|เผยแพร่)[^\n]{0,30}ภายหลัง|to\s+be\s+(?:added|updated)",
    re.IGNORECASE,
)
NOTHING_TO_SHOW: Final = lazy_re(
    r"ไม่มี(?:การ|เรื่อง|ข้อร้อง|ผู้|กรณี|โครงการ|รายการ(?:จัดซื้อ|ดำเนิน|รับ|เรื่อง)|ข้อมูล(?:เรื่อง|การ|ร้อง))|ไม่ปรากฏ(?:เรื่อง|ว่า|การ)|ไม่พบ(?:เรื่อง|การทุจริต|การร้อง|การกระทำ)"
    r"|no\s+(?:complaints?|cases?|procurements?)",
    re.IGNORECASE,
)
_LATER: Final = 3
"""Years that a text may look ahead."""
_EARLIER: Final = 12
_SEVERAL: Final = 2
"""Months named one by one, from which on each has to be."""

_REFUSED: Final = frozenset(
    (Failure.NOT_WEB, Failure.CREDENTIALS, Failure.PRIVATE_ADDRESS, Failure.ROBOTS)
)
_ELSEWHERE: Final = frozenset((Failure.NOT_WEB, Failure.CREDENTIALS))
"""What is said of the link itself, and not of where it is sent on to."""
_FOR_GOOD: Final = frozenset((301, 308))
_HOMES: Final = lazy_re(
    r"/?(?:(?:th|en|main|home|web|site)/?)?(?:(?:index|home|default|main)\.\w+)?$", re.IGNORECASE
)
_SHORT_PAGE: Final = 1500
_ONLY_WORDS: Final = 250
"""Letters up to which a text is nothing but the sentence that there is nothing."""
_AT_ONCE: Final = 60
"""Letters within which a page begins to say that it is not ready."""
_FIRST_WORDS: Final = 120
"""Letters in which such a text has said it."""
_HEADING: Final = 60
_NO_TEXT: Final = 25
"""Letters below which a page has no text beside its headings."""
_FEW_LETTERS: Final = 250
"""Letters beside the form of a page that only asks for a password."""
_ALIKE: Final = 0.9
_LETTERS: Final = lazy_re(r"[ก-ฮA-Za-z]")
_THAI: Final = lazy_re(r"[ก-ฮ]")
_ENOUGH_LETTERS: Final = 200
_FEW_THAI: Final = 0.03
_MUCH_THAI: Final = 0.3
_MACHINE: Final = frozenset((ContentKind.EXCEL, ContentKind.CSV, ContentKind.JSON, ContentKind.XML))
_OF_KIND: Final = {
    ContentKind.PDF: "pdf",
    ContentKind.WORD: "doc docx odt rtf",
    ContentKind.EXCEL: "xls xlsx ods",
    ContentKind.CSV: "csv",
    ContentKind.JSON: "json",
    ContentKind.IMAGE: "jpg jpeg png",
    ContentKind.ARCHIVE: "zip rar",
}
_SUFFIXES: Final = {
    suffix: kind for kind, suffixes in _OF_KIND.items() for suffix in suffixes.split()
}
_NO_DATA: Final = lazy_re(r"(?:ไม่พบ|ไม่มี)ข้อมูล(?!ที่)")
_ALIKE_KINDS: Final = frozenset(
    (
        (ContentKind.CSV, ContentKind.TEXT),
        (ContentKind.WORD, ContentKind.TEXT),
        (ContentKind.WORD, ContentKind.OTHER),
    )
)


def judge(
    answer: WebAnswer, content: Content, asked: Asked, missing: Content | None = None
) -> LinkJudgement:
    """Return what is to be said of an answer. ``missing`` is the content of an address of the same
    host that nobody can have: a page that is the same says that there is nothing."""
    barred = (
        _of_failure(answer) or _of_status(answer, content) or _of_page(answer, content, missing)
    )
    if barred is not None:
        return _judgement([barred])
    found = [thing for rule in _RULES for thing in rule(answer, content, asked)]
    return _judgement(found)


def _judgement(found: list[Found]) -> LinkJudgement:
    faults = [thing.state for thing in found if thing.state not in {None, LinkState.OK}]
    values = {name: value for thing in reversed(found) for name, value in thing.values}
    findings = tuple(dict.fromkeys(thing.finding for thing in found if thing.finding is not None))
    return LinkJudgement(next(iter(faults), None) or LinkState.OK, findings, values)


def _cause(state: LinkState | None, cause: str, finding: F | None = None, **more: str) -> Found:
    return Found(state, finding, (("cause", cause), *more.items()))


# -- what keeps from looking at the content


def _of_failure(answer: WebAnswer) -> Found | None:
    failure = answer.failure
    if failure is None:
        return None
    if failure in _ELSEWHERE and answer.hops:
        return _cause(LinkState.REFUSED, "sent-elsewhere")
    if failure in _REFUSED:
        robots = F.ROBOTS if failure is Failure.ROBOTS else None
        return _cause(LinkState.REFUSED, failure.value, robots)
    if failure is Failure.NO_HOST:
        return _cause(LinkState.DEAD, failure.value)
    tls = F.TLS if failure in {Failure.TLS, Failure.CERTIFICATE} else None
    return _cause(LinkState.UNREACHABLE, failure.value, tls)


def _of_status(answer: WebAnswer, content: Content) -> Found | None:
    status = answer.status or 0
    if 200 <= status < 300:
        return None
    closed = _of_page(answer, content, None) if content.kind is ContentKind.HTML else None
    if status in {404, 410}:
        return _cause(LinkState.DEAD, "status", status=str(status))
    if closed is not None and closed.state in {LinkState.LOGIN, LinkState.PRIVATE}:
        return closed
    if status in {401, 407}:
        return _cause(LinkState.LOGIN, "status", status=str(status))
    if status in {403, 405, 406, 451}:
        return _cause(LinkState.REFUSED, "status", status=str(status))
    return _cause(LinkState.UNREACHABLE, "status", status=str(status))


def _of_page(answer: WebAnswer, content: Content, missing: Content | None) -> Found | None:
    """Return what a page says instead of its content."""
    if content.kind is not ContentKind.HTML:
        return None
    return (
        _closed(answer, content)
        or _not_there(answer, content, missing)
        or (None if content.hindrance else _empty(content))
    )


def _closed(answer: WebAnswer, content: Content) -> Found | None:
    names = f"{content.title}\n{content.headings}"
    text = content.text if len(content.text) > _NO_TEXT else content.all_text
    short = len(text) < _SHORT_PAGE
    sent_on = bool(answer.hops) and bool(LOG_IN_PATH.search(_address(answer.final_url)))
    came_from = answer.hops[0].url if answer.hops else answer.url
    only = _core(content)
    if short and (CLOSED.search(names) or (only and CLOSED.search(only))):
        return Found(LinkState.PRIVATE)
    asks = content.password and content.letters_outside_form < _FEW_LETTERS
    if sent_on and (short or content.password):
        other_host = urlsplit(came_from).hostname != urlsplit(answer.final_url).hostname
        drive = DRIVES.search(came_from) and (other_host or not content.password)
        return Found(LinkState.PRIVATE if drive else LinkState.LOGIN)
    if asks or (short and content.password and LOG_IN_NAMES.search(names)):
        return Found(LinkState.LOGIN)
    if short and LOG_IN.search(f"{names}\n{only}"):
        return Found(LinkState.LOGIN)
    return None


def _address(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.netloc}{parts.path}?{parts.query[:200]}"


def _not_there(answer: WebAnswer, content: Content, missing: Content | None) -> Found | None:
    names = f"{content.title}\n{content.headings}"
    short = len(content.text) < _SHORT_PAGE
    cause = ""
    if HIJACKED.search(names):
        cause = "hijacked"
    # A list of links or a table is a page of its own, whatever one of its cells says.
    elif (short and NOT_THERE.search(names)) or _says_not_there(content):
        cause = "words"
    elif short and FAULTY.search(f"{names}\n{content.text}"):
        cause = "faulty"
    elif _led_home(answer):
        cause = "home"
    elif missing is not None and not _is_home(answer.url) and _same(content, missing):
        cause = "same"
    return _cause(LinkState.SOFT_DEAD, cause) if cause else None


def _says_not_there(content: Content) -> bool:
    """Return whether a short text says that there is no such page; that there is no data is
    something else."""
    text = _core(content)
    if content.files or NOTHING_TO_SHOW.search(text):
        return False
    return bool(NOT_THERE.search(_NO_DATA.sub("", text[:_FIRST_WORDS])))


def _core(content: Content) -> str:
    """Return the text of a page that says one thing only, without its headings and what a page says
    of itself; empty for a longer one."""
    text = content.text if len(content.text) > _NO_TEXT else content.all_text[:_SHORT_PAGE]
    rest = _without_headings(content, text)
    return rest if len(rest) <= _ONLY_WORDS else ""


def _without_headings(content: Content, text: str) -> str:
    for name in (*content.headings.split("\n"), content.title):
        text = text.replace(name, " ", 1) if name.strip() else text
    return " ".join(ASIDE.sub(" ", text).split())


def _led_home(answer: WebAnswer) -> bool:
    return bool(answer.hops) and _is_home(answer.final_url) and not _is_home(answer.url)


def _is_home(url: str) -> bool:
    parts = urlsplit(url)
    return bool(_HOMES.fullmatch(parts.path)) and not parts.query


def _same(content: Content, missing: Content) -> bool:
    """Return whether two pages say the same, up to what each page says of itself."""
    if content.hindrance is Hindrance.SCRIPTS or content.title != missing.title:
        return False
    mine, other = (set(page.text.split()) for page in (content, missing))
    if not mine and not other:
        return False
    return len(mine & other) >= _ALIKE * len(mine | other)


def _empty(content: Content) -> Found | None:
    only = "" if content.files else _core(content)
    if only and not NOTHING_TO_SHOW.search(only):
        not_ready = NOT_READY.search(only)
        if not_ready and not_ready.start() <= _AT_ONCE:
            return _cause(LinkState.EMPTY, "not-ready", F.EMPTY)
        if _NO_DATA.search(only):
            return _cause(LinkState.EMPTY, "no-data", F.EMPTY)
    rest = _without_headings(content, content.text)
    # A single line of a page without headings is one.
    is_heading = not content.headings and "\n" not in content.text and len(rest) < _HEADING
    has_little = len(rest.replace(" ", "")) < _NO_TEXT or is_heading
    if has_little and not content.things and not content.files:
        return _cause(LinkState.EMPTY, "no-text", F.EMPTY)
    return None


# -- the content itself


def _hindered(_answer: WebAnswer, content: Content, _asked: Asked) -> Iterator[Found]:
    if content.kind is ContentKind.NOTHING:
        yield _cause(LinkState.EMPTY, "no-content", F.EMPTY)
    match content.hindrance:
        case Hindrance.LOCKED:
            yield Found(LinkState.SCAN, F.PDF_LOCKED)
        case Hindrance.SCAN:
            yield Found(LinkState.SCAN, F.SCAN)
        case Hindrance.GARBLED:
            is_page = content.kind is ContentKind.HTML
            yield _cause(LinkState.SCAN, "charset" if is_page else "garbled", F.SCAN)
        case Hindrance.BROKEN:
            yield _cause(LinkState.WRONG_TYPE, "broken", F.WRONG_TYPE)
        case Hindrance.LONG | Hindrance.UNKNOWN | Hindrance.SCRIPTS:
            yield _cause(None, content.hindrance.value, F.NOT_JUDGED)
    is_file = content.kind not in {ContentKind.HTML, ContentKind.NOTHING} and not content.hindrance
    if is_file and not content.text.strip() and not content.things:
        yield _cause(LinkState.EMPTY, "no-text", F.EMPTY)


def _of_kind(answer: WebAnswer, content: Content, asked: Asked) -> Iterator[Found]:
    if content.kind is ContentKind.NOTHING:
        return
    if content.kind in _MACHINE:
        yield Found(None, F.MACHINE_READABLE)
    named = _SUFFIXES.get(urlsplit(answer.url).path.rpartition(".")[2].lower())
    known = content.kind
    if named is not None and named is not known and (named, known) not in _ALIKE_KINDS:
        values = {"named": named.value, "kind": known.value}
        yield _cause(LinkState.WRONG_TYPE, "other-kind", F.WRONG_TYPE, **values)
    elif asked.formats and not _is_wanted(content, asked):
        values = {"wanted": " ".join(sorted(asked.formats)), "kind": known.value}
        yield _cause(LinkState.WRONG_TYPE, "not-asked", F.WRONG_TYPE, **values)


def _is_wanted(content: Content, asked: Asked) -> bool:
    if content.kind.value in asked.formats or content.hindrance is Hindrance.SCRIPTS:
        return True
    if content.kind is ContentKind.HTML:
        kinds = {_SUFFIXES[suffix[1:]] for suffix in content.files if suffix[1:] in _SUFFIXES}
        return "?" in content.files or any(kind.value in asked.formats for kind in kinds)
    return content.kind is ContentKind.ARCHIVE


def _of_times(answer: WebAnswer, content: Content, asked: Asked) -> Iterator[Found]:
    if not content.hindrance and content.text:
        yield from about_times(answer, content, asked)


def _of_words(_answer: WebAnswer, content: Content, asked: Asked) -> Iterator[Found]:
    letters = len(_LETTERS.findall(content.text))
    thai = len(_THAI.findall(content.text))
    if thai > _MUCH_THAI * letters:
        yield Found(None, F.THAI)
    elif letters > _ENOUGH_LETTERS and thai < _FEW_THAI * letters:
        yield Found(None, F.ENGLISH)
        if asked.languages and "en" not in asked.languages:
            yield Found(LinkState.OK, F.NOT_THAI)
    if len(content.text) < _SHORT_PAGE and NOTHING_TO_SHOW.search(content.text):
        yield Found(None, F.STATES_NOTHING)


def _of_way(answer: WebAnswer, _content: Content, _asked: Asked) -> Iterator[Found]:
    for_good = [hop for hop in answer.hops if hop.status in _FOR_GOOD]
    if for_good and _place(answer.url) != _place(answer.final_url):
        yield Found(LinkState.MOVED, F.MOVED, (("to", answer.final_url),))


def _place(url: str) -> tuple[str, str, str]:
    """Return an address without what a server adds to it: https, www, a slash."""
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.")
    return host, re.sub(r"/(?:index\.\w+)?$", "", parts.path).lower(), parts.query


_RULES: Final[tuple[Callable[[WebAnswer, Content, Asked], Iterator[Found]], ...]] = (
    _hindered,
    _of_kind,
    _of_times,
    _of_words,
    _of_way,
)


def about_times(answer: WebAnswer, content: Content, asked: Asked) -> Iterator[Found]:
    """Yield what is to be said of year, age and months."""
    times = times_in(content.text)
    titles = times_in(f"{content.title}\n{content.headings}", is_title=True)
    if times.as_of:
        yield Found(None, F.AS_OF_FOUND, (("day", times.as_of.isoformat()),))
    other = _other_years(times, titles, asked)
    if other:
        years = " ".join(map(str, sorted(other)))
        yield Found(LinkState.OTHER_YEAR, F.OTHER_YEAR, (("years", years),))
    elif (old := _too_old(answer, content, times, asked)) is not None:
        yield Found(LinkState.STALE, F.STALE, (("old", old.isoformat()),))
    if asked.months and not other:
        missing = _missing(times, asked)
        if len(missing) < len(asked.months):
            yield Found(None, F.MONTHS_FOUND)
        if missing:
            yield Found(LinkState.OK, F.MONTHS_MISSING, (("months", " ".join(missing)),))


def _other_years(times: Times, titles: Times, asked: Asked) -> frozenset[int]:
    """Return the years of which a text is, if it is of others than those asked for."""
    if not asked.years:
        return frozenset()
    newest, oldest = max(asked.years), min(asked.years)
    near = range(oldest - _EARLIER, newest + _LATER + 1)
    everywhere = times.named | times.mentioned | titles.named | titles.mentioned
    if asked.years & everywhere:
        return frozenset()
    named = times.named | titles.named | titles.mentioned
    return frozenset(year for year in named if year in near)


def _too_old(answer: WebAnswer, content: Content, times: Times, asked: Asked) -> date | None:
    """Return the day of which data is that is older than the period."""
    first = asked.not_before
    if first is None:
        return None
    if times.as_of is not None:
        return times.as_of if times.as_of < first else None
    if asked.years & (times.named | times.mentioned):
        return None
    past = [day for day in times.days if day.year > 1990]
    if past:
        newest = max(past)
        return newest if newest < first else None
    changed = last_modified(answer)
    if content.kind is not ContentKind.HTML and changed is not None and changed < first:
        return changed
    return None


def last_modified(answer: WebAnswer) -> date | None:
    """Return the day on which the server says that the file was last changed."""
    try:
        moment = parsedate_to_datetime(answer.headers.get("last-modified", ""))
        moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        found = moment.astimezone(UTC)
    except (ValueError, TypeError, OverflowError):
        return None
    return found.date() if found.year > 1990 and found <= datetime.now(UTC) else None


def _missing(times: Times, asked: Asked) -> list[str]:
    """Return the months that are asked for and not named."""
    alone = {code for code in asked.months if int(code[5:]) in times.loose_months}
    single = (times.months | alone) & set(asked.months)
    if len(single) < _SEVERAL:
        single |= times.dated_months & set(asked.months)
    covered = set(single)
    if len(single) < _SEVERAL:
        covered |= times.spans
        covered |= {code for code in asked.months if int(code[5:]) in times.quarters}
    return [code for code in asked.months if code not in covered]
