"""The links of a cell: each address by itself, with the words that are its title."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from html import unescape
from typing import Final
from urllib.parse import parse_qs, unquote, urlsplit

from ita_desktop.domain.patterns import lazy_re
from ita_desktop.domain.text import DRAWN, clean, key, one_line, to_arabic
from ita_desktop.exchange.cells.codes import read_codes
from ita_desktop.exchange.sheets import LinkedText, Value

_FILE: Final = (
    r"\.(?:pdf|docx?|xlsx?|pptx?|od[tsp]|rtf|csv|txt|zip|rar|7z|jpe?g|png|gif|mp4|html?|php|aspx?)"
)
_NEXT: Final = r"(?:https?://|www\.)"
_ADDRESS: Final = lazy_re(
    r"(?:(?:https?|ftp)://|www\.(?=[\w-]+\.)"
    # Without a scheme: an office's own site, or any other with a path; no mail, no file.
    r"|(?<![A-Za-z0-9@._/%=&?#+-])(?:[a-z0-9][a-z0-9-]*\.)+"
    rf"(?:(?:go|or|ac|co|in|mi|net)\.th(?![a-z0-9.@-])|(?!{_FILE[2:]})[a-z]{{2,10}}(?=/[^\s/])))"
    r"[^\s<>\"“”«»|\\^`{}…–—]*",
    re.IGNORECASE,
)
_MARKDOWN: Final = lazy_re(
    r"!?\[([^\[\]]*)\]\(\s*<?((?:[^\s()<>]|\([^\s()]{0,200}\)){1,2000})>?[^()\n]{0,200}\)"
)
_ANCHOR: Final = lazy_re(
    r"<a\s[^<>]*?href\s*=\s*[\"']?([^\"'\s<>]+)[^<>]*>(.*?)</a>", re.IGNORECASE | re.DOTALL
)
_TAG: Final = lazy_re(r"</?[a-z][^<>]*>", re.IGNORECASE)
_BEGIN: Final = lazy_re(r"(?:\w+://)?(?:www\.)?", re.IGNORECASE)
_GLUED: Final = lazy_re(
    rf"(?<!=){_NEXT}|[,;](?=(?:[a-z0-9-]+\.)+(?:go|or|ac|co|in)\.th)"
    r"|(?:(?<=\.[a-z]{3})|(?<=\.[a-z]{4}))[ก-๙]|[()\[\],;:][ก-๙]",
    re.IGNORECASE,
)
"""What begins something else behind an address: another one, words behind a file or in brackets."""
_THAI_BEHIND: Final = lazy_re(r"(?<=[A-Za-z0-9])[ก-๙]")
_TO_FILE: Final = lazy_re(
    rf"(?: (?!{_NEXT})\S+){{0,8}}? (?!{_NEXT})\S+{_FILE}(?=\s|$)", re.IGNORECASE
)
"""The rest of an address with spaces, to the end of the name of a file."""
_TO_END: Final = lazy_re(rf" [ก-๙A-Za-z](?:(?!{_NEXT}|\d[.)]\s)[^\n;|])*(?=\n|$)")
"""The rest of a line behind an address that ends in Thai: nobody knows where this ends."""
_IN_THAI: Final = lazy_re("[ก-๙][^/]*$")
_WRAPPED: Final = lazy_re(rf"(?<=[/=&?%_-])\n(?!{_NEXT})(?=[!-~]*[/.=%][!-~]+$)", re.MULTILINE)
"""A line break within an address."""
_NUMBER: Final = lazy_re(rf"(?:(?<![^\s,;|:])[(\[]?(\d{{1,2}})[.)\]](?!\d)|[{DRAWN}])\s*")
"""A number or bullet before an entry."""
_END: Final = ".,;:!?'*ฯๆ"
_OPENED: Final = {")": "(", "]": "["}
_EDGE: Final = " \t\n,;:|/=>*•-–—→\"'“”<"
_BETWEEN: Final = lazy_re(r"และ|หรือ|กับ|and|or")
_LINK: Final = (
    r"(?:ลิ้?ง(?:ก์|ค์|ค)?|link|url|(?:เว็บ|web)(?:ไซต์|site|page|เพจ)?|qrcode|qr|คิวอาร์(?:โค้ด)?)"
)
_OPEN: Final = r"คลิ[ก๊้]+ก?|กด|click|เปิด|ดู|อ่าน|เข้าชม|สแกน|scan|ดาวน์โหลด|download|view|open|แสดง"
_OF_LINK: Final = r"เพื่อ|ดู|อ่าน|ต่อ|เพิ่มเติม|ได้|จาก|ตาม|ข้อมูล|รายละเอียด|เอกสาร|ไฟล์|file|ที่|นี่|นี้|here"
_POINTS: Final = lazy_re(
    rf"(?:(?:โปรด|กรุณา)?(?:{_OPEN})+(?:{_OF_LINK}|{_LINK})*|(?:{_LINK})+(?:ที่)?\d{{0,2}}"
    r"|h?[tp]{2,4}s?|รายละเอียด(?:เพิ่มเติม)?|ที่นี่|ได้?ที่|here|ที่"
    rf"|(?:มี)?\d{{1,2}}{_LINK})[:.]?|[\W_]+"
)
"""Words that only point to a link, or count links, without spaces; a sign alone (👉)."""
_HOME: Final = lazy_re(
    rf"(?:กลับ|ไป|สู่|ไปยัง|{_LINK})*หน้า(?:แรก|หลัก)(?:ของ|{_LINK})*(?:(?:สำนักงาน)?เขต\S*)?|home(?:page)?"
)
_INDEX: Final = lazy_re(r"/*(?:(?:index|home|default)(?:\.\w+)?)?/*", re.IGNORECASE)
"""The path of a site's first page."""
_FORMER: Final = (
    rf"(?<!ใช้)(?:{_LINK}|ของ|อัน|ตัว)?\s*(?:เดิม|เก่า)|(?:ถูก)?ยกเลิก(?:แล้ว)?|ไม่ใช้แล้ว|ใช้ไม่ได้(?:แล้ว)?"
)
_WAY: Final = r"(?:เปลี่ยน|แก้(?:ไข)?)(?:ไป)?เป็น|ย้ายไป(?:ที่|อยู่ที่)?|ให้ใช้|-+>|=+>|[→⇒➔➜]"
_BEHIND: Final = lazy_re(
    rf"\s*[(\[]\s*(?:{_FORMER})\s*[)\]](?:\s*(?:{_WAY}))?|\s*(?:(?:{_FORMER})\s*,?\s*)?(?:{_WAY})",
    re.IGNORECASE,
)
_BEFORE: Final = lazy_re(rf"(?:^|(?<=[\s(\[,;]))(?:{_FORMER})\s*[:)\]]*\s*$", re.IGNORECASE)
"""What stands behind and before an address that another one has replaced."""
_NEW: Final = lazy_re(rf"\s*(?:{_LINK})?\s*ใหม่\s*(?:คือ|:)?\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class CellLink:
    """An address as it is given."""

    address: str
    words: str = ""
    """What it is called; empty if that is not said."""
    pointer: str = ""
    """Words that only point to it: คลิกที่นี่, URL."""

    @property
    def key(self) -> str:
        """What links to the same page have in common."""
        bare = re.sub(r"^(?:https?://)?(?:www\.)?", "", unquote(self.address), flags=re.IGNORECASE)
        return bare.rstrip("/")


def points(words: str) -> bool:
    """Return whether words only point to a link (คลิกที่นี่, URL), and say nothing of it."""
    return _POINTS.fullmatch(key(words)) is not None


def site_of(address: str) -> tuple[str, bool]:
    """Return the site that an address is of, and whether it leads to its first page alone."""
    site, path = _BEGIN.sub("", address, count=1), ""
    if found := re.search(r"[/?#]", site):
        site, path = site[: found.start()], site[found.start() :]
    return site.lower(), _INDEX.fullmatch(path) is not None


def named_home(words: str) -> bool:
    """Return whether words call a link the first page of a site (หน้าแรก)."""
    return _HOME.fullmatch(key(words)) is not None


def has_link(value: Value) -> bool:
    """Return whether a cell has the address of a page, shown or behind its text."""
    return bool(_hidden(value)) or (
        isinstance(value, str) and "." in value and _ADDRESS.search(value) is not None
    )


def leads_elsewhere(value: Value) -> tuple[str, ...]:
    """Return what a cell leads to without showing it, that is no page: mail, a disk."""
    if not isinstance(value, LinkedText):
        return ()
    return tuple(each for each in value.links if each not in value.pages)


def links_of(value: Value) -> tuple[CellLink, ...]:
    """Return the links of a cell in their order, those that are the same once, without former ones
    that another replaces.

    >>> [(each.address, each.words) for each in links_of("1.แผน x.go.th/1 2.ผล x.go.th/2")]
    [('x.go.th/1', 'แผน'), ('x.go.th/2', 'ผล')]
    >>> [each.address for each in links_of("x.go.th/1 (เดิม) เปลี่ยนเป็น x.go.th/2")]
    ['x.go.th/2']
    """
    if not has_link(value):
        return ()
    gaps, links = _without_former(*_parts(value))
    if not links:
        return ()
    are_named = any(link.words for link in links)
    found: dict[str, CellLink] = {}
    for link, beside in zip(links, _words_of(gaps, are_named=are_named), strict=True):
        same = found.setdefault(link.key, link)
        said = [text for text in (same.words, link.words, beside) if not _ADDRESS.fullmatch(text)]
        pointers = filter(points, (same.pointer, link.pointer, beside))
        words = (text for text in said if not (points(text) or _is_code(text)))
        found[link.key] = CellLink(same.address, _joined(*words), _joined(*pointers))
    return tuple(found.values())


def _is_code(text: str) -> bool:
    """Return whether a text is nothing but codes, which are no title of a link beside them."""
    read = read_codes(text)
    return bool(read.codes) and not read.remainder.strip(")].: ")


def addresses_of(value: Value) -> tuple[CellLink, ...]:
    """Return all links of a cell, former ones among them, each once, without the words beside."""
    found: dict[str, CellLink] = {}
    for link in _parts(value)[1] if has_link(value) else ():
        found.setdefault(link.key, link)
    return tuple(found.values())


def without_addresses(value: Value) -> Value:
    """Return a cell without the addresses that its text shows."""
    if not has_link(value):
        return value
    pieces = _pieces(value)
    text = "".join(each if isinstance(each, str) else f" {each.words} " for each in pieces)
    return clean("\n".join(line.strip(_EDGE) for line in text.split("\n") if _plain(line)))


# -- where links are


def _parts(value: Value) -> tuple[list[str], list[CellLink]]:
    """Return the texts before, between and behind the links of a cell, and the links."""
    gaps, links = [""], list[CellLink]()
    for piece in _pieces(value):
        if isinstance(piece, str):
            gaps[-1] += piece
        else:
            links.append(piece)
            gaps.append("")
    return gaps, links


def _without_former(gaps: list[str], links: list[CellLink]) -> tuple[list[str], list[CellLink]]:
    """Return texts and links without those of which a word beside says that another one has taken
    its place; all of them if none did."""
    behind = [_BEHIND.match(gap) for gap in gaps[1:]]
    ends = [0, *(found.end() if found else 0 for found in behind[:-1])]
    before = [_BEFORE.search(gap, end) for gap, end in zip(gaps[:-1], ends, strict=True)]
    last = behind[-1]
    if last is not None and last[0].strip()[0] not in "([":
        behind[-1] = None  # nothing comes that it could give way to
    former = [bool(first or then) for first, then in zip(before, behind, strict=True)]
    if not any(former) or all(former):
        return gaps, links
    texts, kept = [gaps[0]], list[CellLink]()
    for link, first, then, gap, is_former in zip(
        links, before, behind, gaps[1:], former, strict=True
    ):
        if is_former:
            own = texts[-1][: -len(first[0])] if first and first[0] else texts[-1]
            rest = gap[then.end() :] if then else gap
            if "\n" in rest:  # what stands before it on its line is of it
                own = own[: own.rfind("\n") + 1]
            texts[-1] = f"{own} {rest}"
        else:
            texts[-1] = "" if _NEW.fullmatch(texts[-1]) else texts[-1]
            kept.append(link)
            texts.append(gap)
    return texts, kept


def _pieces(value: Value) -> Iterator[str | CellLink]:
    """Yield the links of a cell, and the texts between them."""
    text = str(value)
    hidden = list(_hidden(value))
    while hidden and hidden[0][1] and (found := _search(hidden[0][1], text)):
        yield from _shown(text[: found.start()])
        yield _named(*hidden.pop(0))
        text = text[found.end() :]
    # Words of the others are not known: the rest of the text is of all of them.
    shown = list(_shown(text))
    known = {each.key for each in shown if isinstance(each, CellLink)}
    yield from shown
    links = (CellLink(_target(address)) for address, _ in hidden)
    yield from (link for link in links if link.key not in known)


def _hidden(value: Value) -> Collection[tuple[str, str]]:
    return value.pages.items() if isinstance(value, LinkedText) else ()


def _named(address: str, words: str) -> CellLink:
    plain = one_line(_TAG.sub(" ", words))
    return CellLink(_target(address), *(("", plain) if points(plain) else (plain,)))


def _search(words: str, text: str) -> re.Match[str] | None:
    return re.search(r"\s+".join(map(re.escape, words.split())), text)


def _shown(text: str) -> Iterator[str | CellLink]:
    """Yield the links that a text shows, and the texts between them."""
    text = _WRAPPED.sub("", text)
    at, number = 0, 0
    while True:
        places = (each.search(text, at) for each in (_MARKDOWN, _ANCHOR, _ADDRESS))
        markdown, anchor, plain = places
        first = min(filter(None, (markdown, anchor, plain)), key=re.Match.start, default=None)
        if first is None:
            yield text[at:]
            return
        yield text[at : first.start()]
        if first is plain:
            marks = list(_NUMBER.finditer(text, at, first.start()))
            number = int(marks[-1][1] or 0) if marks else number + 1 if number else 0
            address = _cut(text, first, number + 1 if number else 0)
            at = first.start() + len(address)
            yield CellLink(unescape(address))
        else:
            words, address = first.groups() if first is markdown else first.groups()[::-1]
            at = first.end()
            yield _named(address, words)


def _cut(text: str, found: re.Match[str], following: int) -> str:
    """Return the address that begins at a match, without what is glued to it; ``following`` is the
    number of the next entry, 0 if entries have none."""
    address = found[0]
    begin = _BEGIN.match(address)
    start = begin.end() if begin else 0
    for glued in _GLUED.finditer(address, start):
        if not (glued[0].lower().startswith("http") and "archive" in address[: glued.start()]):
            address = address[: glued.start()]
            break
    for mark in (f"({following})", f"{following}.", f"{following})") if following else ():
        if len(address) < len(found[0]) and to_arabic(address).endswith(mark):
            address = address[: -len(mark)]
            break
    else:
        address = _without_number(text, found, address, following)
    address = _without_thai(address, start)
    if address == found[0] and not re.search(_FILE + "$", address, re.IGNORECASE):
        rest = _TO_FILE.match(text, found.end())
        if rest and (rest[0].isascii() or _IN_THAI.search(address)):
            return (address + rest[0]).replace(" ", "%20")
        rest = _TO_END.match(text, found.end())
        if rest and "/" in address[start:] and _IN_THAI.search(address):
            return address + rest[0].rstrip()
    return _end(address)


def _without_number(text: str, found: re.Match[str], address: str, following: int) -> str:
    """Return an address without the number of the next entry that is glued to its end: what follows
    are words, and no other entry there has this number."""
    begin, end = found.end(), found.end()
    glued = re.search(rf"(?<=[^\s\d]){following}[.)]$", to_arabic(address)) if following else None
    if glued is None or address != found[0] or not re.match(r"[ \t]*[ก-๙A-Za-z]", text[begin:]):
        return address
    if coming := _ADDRESS.search(text, end):
        end = coming.start()
    numbers = (int(each[1] or 0) for each in _NUMBER.finditer(text, begin, end))
    return address if following in numbers else address[: glued.start()]


def _without_thai(address: str, start: int) -> str:
    """Return an address without the Thai words glued to its end: those behind a name in other
    letters, if neither a folder nor a file ends in them."""
    host_end = address.find("/", start)
    if host_end < 0:
        thai = re.search("[ก-๙]", address)
        return address[: thai.start()] if thai else address
    last = max(address.rfind(mark) for mark in "/=&#") + 1
    tail = address[last:]
    glued = _THAI_BEHIND.search(tail)
    is_thai = re.match("[^A-Za-z0-9]*[ก-๙]", tail) or re.search(_FILE + "$", tail, re.IGNORECASE)
    return address if glued is None or is_thai else address[: last + glued.start()]


def _end(address: str) -> str:
    """Return an address without the punctuation behind it."""
    while address[-1:] and (address[-1] in _END or _is_loose(address)):
        address = address[:-1]
    return address


def _is_loose(address: str) -> bool:
    """Return whether the last sign of an address is a bracket without its other one."""
    last = address[-1]
    return last in "([" or (last in ")]" and address.count(last) > address.count(_OPENED[last]))


# -- whose words are whose


def _words_of(gaps: Sequence[str], *, are_named: bool) -> list[str]:
    """Return the words of each link, by the texts before, between and behind them; some of those
    that ``are_named`` have words already."""
    heads, first = _lines(gaps[0])[:-1], _lines(gaps[0])[-1:]
    inner, last = [_parted(gap) for gap in gaps[1:-1]], _lines(gaps[-1])
    if inner and not are_named and not any(any(parts) for parts in inner):
        # Words at one end alone are of all, unless they share a line with one of several.
        same_line = not any("\n" in gap for gap in gaps[1:-1])
        if first and not last and (same_line or gaps[0].rstrip(" ").endswith(("\n", ":"))):
            heads, first = [*heads, *first], []
        elif last and not first and same_line:
            heads, last = last, []
    to_next = bool(first) or (bool(heads) and not last)
    words: list[list[str]] = [*([] for _ in inner), last]
    words[0] = [*first, *words[0]]
    for at, (behind, alone, before) in enumerate(inner):
        words[at] += [behind, "" if to_next else alone]
        words[at + 1] = [alone if to_next else "", before, *words[at + 1]]
    return [_said(*heads, *each) for each in words]


def _said(*words: str) -> str:
    """Return words together, without those that only point to a link beside others."""
    return _joined(*(word for word in words if not points(word))) or _joined(*words)


def _parted(gap: str) -> tuple[str, str, str]:
    """Return what of a text between two links is of the first, of either, and of the second."""
    if "\n" in gap:
        behind, *lines = gap.split("\n")
        return _plain(behind), _joined(*map(_plain, lines[:-1])), _plain(lines[-1])
    marks = list(_NUMBER.finditer(gap)) or list(re.finditer(r"[;|]|^\s*,|,\s*$", gap))
    if marks:
        mark = marks[-1]
        return _plain(gap[: mark.start()]), "", _plain(gap[mark.end() :])
    return "", _plain(gap), ""


def _lines(text: str) -> list[str]:
    return list(filter(None, map(_plain, text.split("\n"))))


def _plain(text: str) -> str:
    """Return words without their number, and the signs and brackets around them."""
    plain = one_line(_TAG.sub(" ", text)).strip(_EDGE)
    if number := _NUMBER.match(plain):
        plain = plain[number.end() :].strip(_EDGE)
    for begin, end in ("()", "[]"):
        plain = plain.removesuffix(begin).removeprefix(end).strip(_EDGE)
        if plain.startswith(begin) and plain.endswith(end) and plain.count(begin) == 1:
            plain = plain[1:-1].strip(_EDGE)
    return "" if _BETWEEN.fullmatch(plain) or not any(map(str.isalnum, plain)) else plain


def _joined(*words: str) -> str:
    return " ".join(dict.fromkeys(filter(None, words)))


# -- which are the same


def _target(address: str) -> str:
    """Return where an address leads that a program has put another one before."""
    parts = urlsplit(address)
    if parts.netloc.endswith((".google.com", "safelinks.protection.outlook.com")):
        query = parse_qs(parts.query)
        inner = next((query[name][0] for name in ("q", "url") if name in query), "")
        if parts.path in {"/url", "/"} and re.match("https?://", inner):
            return inner
    return address
