"""Copies of pages and files that are kept: their names, and a form that runs nothing."""

import re
from collections.abc import Iterator
from email.message import Message
from html import escape
from pathlib import PurePosixPath
from typing import Any, Final
from urllib.parse import unquote, urlsplit

from ita_desktop.filing import file_names
from ita_desktop.web.content import ContentKind
from ita_desktop.web.link import WebAnswer
from ita_desktop.web.pages import page_text, parsed

_LONGEST: Final = 80
_SUFFIXES: Final = {
    ContentKind.HTML: (".html", ".htm"),
    ContentKind.PDF: (".pdf",),
    ContentKind.WORD: (".docx", ".doc", ".odt"),
    ContentKind.EXCEL: (".xlsx", ".xls", ".ods"),
    ContentKind.CSV: (".csv",),
    ContentKind.JSON: (".json",),
    ContentKind.XML: (".xml",),
    ContentKind.TEXT: (".txt",),
    ContentKind.IMAGE: (".jpg", ".jpeg", ".png", ".gif", ".webp"),
}
_KEPT_TAGS: Final = frozenset(
    (
        *("h1", "h2", "h3", "h4", "h5", "h6", "p", "ul", "ol", "li", "dl", "dt", "dd", "table"),
        *("thead", "tbody", "tfoot", "tr", "td", "th", "caption", "b", "strong", "i", "em", "u"),
        *("blockquote", "pre", "div", "section", "article", "main", "sup", "sub"),
    )
)
_EMPTY_TAGS: Final = frozenset(("br", "hr"))
_LEFT_OUT: Final = frozenset(
    (
        *("head", "script", "style", "template", "noscript", "iframe", "frame", "object", "embed"),
        *("svg", "math", "form", "button", "input", "textarea", "select", "video", "audio"),
        *("canvas", "applet", "base", "link", "meta"),
    )
)
_SPANS: Final = ("colspan", "rowspan")
_POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'"


def file_name(answer: WebAnswer, kind: ContentKind) -> str:
    """Return a name for a copy that is valid on Windows, too, and stays in its folder; the server's
    own words are only a proposal."""
    given = _proposed_name(answer.headers.get("content-disposition", ""))
    path = unquote(urlsplit(answer.final_url or answer.url).path)
    proposed = given or PurePosixPath(path.replace("\\", "/")).name
    stem, suffix = _parted(proposed)
    allowed = _SUFFIXES.get(kind, (".bin",))
    name = file_names.allowed(file_names.plain(stem)[:_LONGEST].strip(" ."))
    return f"{name}{suffix if suffix in allowed else allowed[0]}"


def _proposed_name(disposition: str) -> str:
    """Return the file name of a Content-Disposition without its folders."""
    if not disposition:
        return ""
    message = Message()
    message["content-disposition"] = re.sub(r"[\r\n]", " ", disposition)[:1000]
    try:
        name = message.get_filename() or ""
    except (LookupError, ValueError, TypeError):
        return ""
    name = unquote(name).replace("\\", "/").rpartition("/")[2]
    return re.sub(r"^[A-Za-z]:", "", name)


def _parted(name: str) -> tuple[str, str]:
    stem, dot, suffix = name.rpartition(".")
    is_suffix = bool(dot) and bool(re.fullmatch(r"[A-Za-z0-9]{1,5}", suffix))
    return (stem, f".{suffix.lower()}") if is_suffix else (name, "")


def harmless_page(data: bytes, url: str) -> bytes:
    """Return a kept page as one to look at: its texts, lists and tables. What could run, load or
    send anything is left out, and the page forbids it besides. Raises LongPageError."""
    root = parsed(page_text(data, ""))
    body = "".join(_shown(root)) if root is not None else ""
    return (
        '<!doctype html><html lang="th"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        f"<title>{escape(url)}</title>"
        "<style>body{font-family:sans-serif;margin:2em}table{border-collapse:collapse}"
        "td,th{border:1px solid;padding:.2em .5em}</style>"
        f"</head><body><p><small>{escape(url)}</small></p><hr>{body}</body></html>"
    ).encode()


def _shown(root: Any) -> Iterator[str]:
    """Yield the tags and texts that stay; links say where they lead, and lead nowhere."""
    waiting: list[Any] = [root]
    while waiting:
        thing = waiting.pop()
        if isinstance(thing, str):
            yield thing
            continue
        if not isinstance(thing.tag, str) or thing.tag in _LEFT_OUT:
            continue
        if thing.tag in _EMPTY_TAGS:
            yield f"<{thing.tag}>"
        if thing.tag in _KEPT_TAGS:
            spans = [(name, thing.get(name) or "") for name in _SPANS]
            given = "".join(f' {name}="{value}"' for name, value in spans if value.isdecimal())
            yield f"<{thing.tag}{given}>"
            waiting.append(f"</{thing.tag}>")
        if thing.tag == "a" and thing.get("href"):
            waiting.append(f" <small>({escape(thing.get('href')[:300])})</small>")
        for child in reversed(thing):
            if child.tail:
                waiting.append(escape(child.tail))
            waiting.append(child)
        if thing.text:
            yield escape(thing.text)
