"""Checks many links at the same time, and makes copies of pages and files that are kept: in a form
that runs nothing.
"""

import hashlib
import queue
import re
import secrets
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from email.message import Message
from html import escape
from pathlib import PurePosixPath
from typing import Any, Final
from urllib.parse import unquote, urljoin, urlsplit, urlunsplit
from urllib.robotparser import RobotFileParser

from ita_desktop import error_log
from ita_desktop.domain.oit.proofs import EXCERPT
from ita_desktop.filing import file_names
from ita_desktop.web.addresses import AddressGuard, Resolve, resolve
from ita_desktop.web.contents import media_type_of, page_text, parsed, read
from ita_desktop.web.fetching import AGENT, Fetcher, split
from ita_desktop.web.judging import judge, last_modified
from ita_desktop.web.link import (
    MOST_COPY,
    ROBOTS_SIZE,
    Content,
    ContentKind,
    Failure,
    Hindrance,
    LinkReport,
    LinkRequest,
    WebAnswer,
    WebLimits,
)

_DIGITS: Final = 15
"""Of a size that some file may have."""
_LOOK: Final = 0.1
"""Seconds between two calls that may cancel."""
_LONGEST_TITLE: Final = 300
_NOT_KEPT: Final = frozenset((ContentKind.OTHER, ContentKind.ARCHIVE, ContentKind.NOTHING))
OnProgress = Callable[[int, int, str], None]
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
_Result = tuple[str, WebAnswer, Content, Content | None]
_ROBOTS_SECONDS: Final = 10.0


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


@dataclass(frozen=True)
class WebRules:
    """How a check is made."""

    limits: WebLimits = field(default_factory=WebLimits)
    allow_private: bool = False
    """Whether links may lead to the office's own network."""
    resolve: Resolve = resolve


def check(
    requests: Sequence[LinkRequest],
    take: Callable[[LinkReport], None],
    progress: OnProgress,
    rules: WebRules | None = None,
) -> None:
    """Check links, and give each report to ``take`` as it comes; an address is fetched once,
    however many items name it.

    ``tell`` is called with the number of checked links, of all, and the last address. What it
    raises ends the check: everything taken until then is true.
    """
    by_url = defaultdict[str, list[LinkRequest]](list)
    for request in requests:
        by_url[request.url].append(request)
    pool = _Pool(list(by_url), rules or WebRules())
    done = 0
    progress(0, len(requests), "")
    try:
        while done < len(requests):
            try:
                url, answer, content, missing = pool.results.get(timeout=_LOOK)
            except queue.Empty:
                progress(done, len(requests), "")
                continue
            for request in by_url[url]:
                take(_report_of(request, answer, content, missing))
            done += len(by_url[url])
            progress(done, len(requests), url)
    finally:
        pool.stop.set()


class _Pool:
    """Threads that fetch and read. They end with the program, whatever a server does."""

    def __init__(self, urls: Sequence[str], rules: WebRules) -> None:
        self.results: queue.SimpleQueue[_Result] = queue.SimpleQueue()
        self.stop = threading.Event()
        guard = AddressGuard(allow_private=rules.allow_private, resolve=rules.resolve)
        self._courtesy = Courtesy(rules.limits, guard)
        self._fetcher = Fetcher(
            rules.limits, guard, allowed=self._courtesy.allowed, wait=self._courtesy.wait
        )
        self._missing = _MissingPages(self._fetcher)
        self._waiting: queue.SimpleQueue[str] = queue.SimpleQueue()
        for url in urls:
            self._waiting.put(url)
        for _ in range(min(rules.limits.workers, len(urls))):
            threading.Thread(target=self._work, daemon=True).start()

    def _work(self) -> None:
        while not self.stop.is_set():
            try:
                url = self._waiting.get_nowait()
            except queue.Empty:
                return
            try:
                result = self._look_at(url)
            except Exception as error:  # noqa: BLE001 - or the others would be waited for without end
                error_log.note(error)
                answer = WebAnswer(url, url, failure=Failure.BAD_ANSWER)
                result = url, answer, Content(ContentKind.NOTHING), None
            if result is not None:
                self.results.put(result)

    def _look_at(self, url: str) -> _Result | None:
        """Return what came for an address; None if the check has been stopped."""
        with self._courtesy.turn(url):
            answer = self._fetcher.fetch(url) if not self.stop.is_set() else None
        if answer is None:
            return None
        content = read(answer)
        if self.stop.is_set():  # nothing further is asked for
            return None
        return url, answer, content, self._missing.like(answer, content)


class _MissingPages:
    """What hosts answer for an address that nobody can have."""

    def __init__(self, fetcher: Fetcher) -> None:
        self._fetcher = fetcher
        self._known: dict[tuple[str, str], Content | None] = {}
        self._lock = threading.Lock()
        self._asking = defaultdict[tuple[str, str], threading.Lock](threading.Lock)

    def like(self, answer: WebAnswer, content: Content) -> Content | None:
        """Return what the host of a page answers instead of one that is not there; None if it says
        so by its status, or if there is nothing to compare."""
        if content.kind is not ContentKind.HTML or answer.status != 200 or content.hindrance:
            return None
        parts = urlsplit(answer.final_url)
        place = parts.netloc, parts.path.strip("/").partition("/")[0]
        with self._lock:
            asking = self._asking[place]
        with asking:
            if place not in self._known:
                self._known[place] = self._ask(answer.final_url)
        return self._known[place]

    def _ask(self, url: str) -> Content | None:
        answer = self._fetcher.fetch(urljoin(url, f"ita-link-check-{secrets.token_hex(6)}"))
        return read(answer) if answer.status == 200 else None


def _report_of(
    request: LinkRequest, answer: WebAnswer, content: Content, missing: Content | None
) -> LinkReport:
    """Return the report on an answer; one that upsets the rules cannot be read."""
    try:
        return report_of(request, answer, content, missing)
    except Exception as error:  # noqa: BLE001 - or the check would end for all others
        error_log.note(error)
        fallen = WebAnswer(request.url, request.url, failure=Failure.BAD_ANSWER)
        return report_of(request, fallen, Content(ContentKind.NOTHING))


def report_of(
    request: LinkRequest, answer: WebAnswer, content: Content, missing: Content | None = None
) -> LinkReport:
    """Return the report on an answer."""
    judgement = judge(answer, content, request.asked, missing)
    whole = answer.status is not None and not answer.is_cut
    modified = last_modified(answer)
    title = content.title or content.headings.partition("\n")[0]
    keeps = whole and bool(answer.body) and len(answer.body) <= MOST_COPY
    keeps = keeps and content.kind not in _NOT_KEPT and content.hindrance is not Hindrance.LOCKED
    return LinkReport(
        url=request.url,
        item=request.item,
        checked_at=answer.received,
        judgement=judgement,
        status=answer.status,
        final_url=answer.final_url if answer.final_url != request.url else "",
        title=title.replace("\n", " ")[:_LONGEST_TITLE],
        size=_size(answer),
        content_type=media_type_of(answer, content.kind)[:100],
        last_modified=modified.isoformat() if modified else "",
        sha256=hashlib.sha256(answer.body).hexdigest() if whole else "",
        excerpt=content.text[:EXCERPT],
        copy=answer.body if keeps else b"",
        file_name=file_name(answer, content.kind) if keeps else "",
    )


def _size(answer: WebAnswer) -> int | None:
    """Return the size of the content as far as it is known."""
    if answer.status is None:
        return None
    stated = answer.headers.get("content-length", "")
    if not answer.is_cut or not stated.isdecimal():
        return len(answer.body)
    return int(stated) if len(stated) <= _DIGITS else None


# Good manners towards servers: robots.txt, few requests at a time, a pause between them.


class Courtesy:
    """What is known of the hosts of one check, for all its threads."""

    def __init__(self, limits: WebLimits, guard: AddressGuard) -> None:
        self._limits = limits
        self._lock = threading.Lock()
        self._turns = defaultdict[str, threading.Semaphore](
            lambda: threading.Semaphore(limits.per_host)
        )
        self._next: dict[str, float] = {}
        self._rules: dict[str, RobotFileParser | None] = {}
        self._asking = defaultdict[str, threading.Lock](threading.Lock)
        small = replace(
            limits, size=ROBOTS_SIZE, total=min(_ROBOTS_SECONDS, limits.total), redirects=3
        )
        self._robots = Fetcher(small, guard, wait=self.wait)

    @contextmanager
    def turn(self, url: str) -> Iterator[None]:
        """Wait until the host of an address has few enough requests."""
        with self._lock:
            turns = self._turns[_host(url)]
        with turns:
            yield

    def wait(self, url: str) -> None:
        """Keep the pause before another request to the host."""
        host = _host(url)
        with self._lock:
            now = time.monotonic()
            begins = max(now, self._next.get(host, 0.0))
            self._next[host] = begins + self._limits.pause
        time.sleep(begins - now)

    def allowed(self, url: str) -> bool:
        """Return whether the host's robots.txt allows an address; if it has none, or does not
        answer, yes."""
        parts = urlsplit(url)
        origin = f"{parts.scheme}://{parts.netloc}"
        with self._lock:
            asking = self._asking[origin]
        with asking:
            if origin not in self._rules:
                self._rules[origin] = self._read(origin)
        rules = self._rules[origin]
        return rules is None or rules.can_fetch(AGENT, urlunsplit(parts._replace(fragment="")))

    def _read(self, origin: str) -> RobotFileParser | None:
        answer = self._robots.fetch(f"{origin}/robots.txt")
        if answer.status != 200 or answer.body.lstrip()[:1] == b"<":
            return None
        rules = RobotFileParser()
        try:
            rules.parse(answer.body.decode("utf-8", "replace").splitlines())
        except ValueError:  # a line that nobody can read
            return None
        return rules


def _host(url: str) -> str:
    parts = split(url)
    return parts.netloc.lower() if parts is not None else ""
