"""Servers that mean harm: told, bounded, and nothing of theirs is run."""

import gzip
import http.server
import json
import random
import socket
import ssl
import subprocess
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from ita_desktop.domain.oit.proofs import LinkState
from ita_desktop.web import checking, contents, fetching
from ita_desktop.web.addresses import AddressGuard, is_public
from ita_desktop.web.checking import file_name, harmless_page
from ita_desktop.web.contents import kind_of, read
from ita_desktop.web.fetching import Fetcher
from ita_desktop.web.judging import judge
from ita_desktop.web.link import (
    Asked,
    Content,
    ContentKind,
    Failure,
    LinkRequest,
    WebAnswer,
    WebLimits,
)
from tests.web_site import files
from tests.web_site.server import Reply, serving

LIMITS = WebLimits(connect=1, read=0.4, total=1.2, size=300_000, redirects=5, pause=0)
SECONDS = 8
"""Of the processor, that a page made to keep its reader may take: some times what it does."""
Handler = http.server.BaseHTTPRequestHandler


def fetched(url: str, **more: Any) -> WebAnswer:
    return Fetcher(LIMITS, AddressGuard(allow_private=True, **more)).fetch(url)


def acting(
    act: Callable[[Any], None], head: bytes = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
) -> Reply:
    def write(handler: Handler) -> None:
        handler.wfile.write(head + b"\r\n" if head else b"")
        act(handler)

    return Reply(act=write)


def endless(handler: Any) -> None:
    while not handler.server.stopping.is_set():
        handler.wfile.write(b"<p>" + b"x" * 50_000)


def drip(handler: Any) -> None:
    while not handler.server.stopping.is_set():
        handler.wfile.write(b"x")
        time.sleep(0.05)


def drip_of_heads(handler: Any) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
    while not handler.server.stopping.is_set():
        handler.wfile.write(b"X-A: b\r\n")
        time.sleep(0.05)


def silent(handler: Any) -> None:
    handler.server.stopping.wait(5)


def states_of(*names: str) -> dict[str, LinkState]:
    """What a check says of pages that are all there, by their names."""
    taken: dict[str, LinkState] = {}
    with serving({}, lambda _path: Reply(body="<p>ข้อมูล</p>".encode())) as (_server, url):
        checking.check(
            [LinkRequest(f"{url}/{name}") for name in names],
            lambda report: taken.update({report.url.rpartition("/")[2]: report.judgement.state}),
            lambda *_: None,
            checking.WebRules(LIMITS, allow_private=True),
        )
    return taken


def test_an_answer_that_upsets_the_reader_holds_up_no_other(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def read_or_fall(answer: WebAnswer) -> Content:
        if answer.url.endswith("odd"):
            raise RuntimeError
        return read(answer)

    monkeypatch.setattr(checking, "read", read_or_fall)
    taken = states_of("odd", "even")
    assert taken["odd"] is LinkState.UNREACHABLE
    assert len(taken) == 2


def test_an_answer_that_upsets_the_rules_holds_up_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    def judge_or_fall(answer: WebAnswer, *rest: Any) -> Any:
        if answer.status is not None and answer.url.endswith("odd"):
            raise RuntimeError
        return judge(answer, *rest)

    monkeypatch.setattr(checking, "judge", judge_or_fall)
    taken = states_of("odd", "even")
    assert taken["odd"] is LinkState.UNREACHABLE
    assert len(taken) == 2


def test_a_robots_file_that_nobody_can_read_forbids_nothing() -> None:
    robots = Reply(b"User-agent: *\nDisallow: http://[x\n", "text/plain")
    taken: list[LinkState] = []
    with serving({"/robots.txt": robots, "/a": Reply("<p>ข้อมูล</p>".encode() * 20)}) as (_, url):
        checking.check(
            [LinkRequest(f"{url}/a")],
            lambda report: taken.append(report.judgement.state),
            lambda *_: None,
            checking.WebRules(LIMITS, allow_private=True),
        )
    assert taken == [LinkState.OK]


@pytest.mark.parametrize("url", ["http://[x", "http://a b/"])
def test_an_address_that_cannot_be_read_is_told_as_none(url: str) -> None:
    taken: list[dict[str, str]] = []
    checking.check(
        [LinkRequest(url)],
        lambda report: taken.append(dict(report.judgement.values)),
        lambda *_: None,
    )
    assert taken == [{"cause": Failure.NOT_WEB.value}]


def test_redirects_without_end_end() -> None:
    with serving({}, lambda path: Reply(status=302, headers={"Location": path + "x"})) as (
        server,
        url,
    ):
        answer = fetched(f"{url}/a")
        assert answer.failure is Failure.LOOP
        assert len(server.asked) <= LIMITS.redirects + 2


@pytest.mark.parametrize(
    ("act", "head"),
    [(drip, b"HTTP/1.1 200 OK\r\n"), (drip_of_heads, b""), (silent, b"HTTP/1.1 200 OK\r\n"), (silent, b"")],
)  # fmt: skip
def test_what_comes_slowly_is_given_up_in_time(act: Callable[[Any], None], head: bytes) -> None:
    with serving({"/": acting(act, head)}) as (_server, url):
        begin = time.monotonic()
        assert fetched(f"{url}/").failure is Failure.TIMEOUT
        assert time.monotonic() - begin < 2.5


def test_an_answer_without_end_is_cut() -> None:
    with serving({"/": acting(endless)}) as (_server, url):
        answer = fetched(f"{url}/")
    assert answer.is_cut
    assert len(answer.body) == LIMITS.size


def test_an_answer_that_says_that_it_has_gigabytes_is_not_taken() -> None:
    head = b"HTTP/1.1 200 OK\r\nContent-Length: 10737418240\r\n"
    with serving({"/": acting(endless, head)}) as (_server, url):
        answer = fetched(f"{url}/")
    assert (answer.is_cut, answer.body) == (True, b"")


@pytest.mark.parametrize("name", ["gzip", "deflate"])
def test_a_bomb_of_packed_bytes_is_cut(name: str) -> None:
    import zlib

    many = bytes(50_000_000)
    packed = gzip.compress(many) if name == "gzip" else zlib.compress(many)
    with serving({"/": Reply(packed, headers={"Content-Encoding": name})}) as (_server, url):
        answer = fetched(f"{url}/")
    assert answer.is_cut
    assert len(answer.body) == LIMITS.size


def test_packed_bytes_that_are_none_are_no_answer() -> None:
    with serving({"/": Reply(b"no gzip", headers={"Content-Encoding": "gzip"}),
                  "/br": Reply(b"x", headers={"Content-Encoding": "br"})}) as (_server, url):  # fmt: skip
        assert fetched(f"{url}/").failure is Failure.BAD_ANSWER
        assert fetched(f"{url}/br").failure is Failure.BAD_ANSWER


def test_packed_bytes_that_lack_their_end_are_no_answer() -> None:
    packed = gzip.compress(b"<p>" + random.Random(1).randbytes(9000))[:-20]
    with serving({"/": Reply(packed, headers={"Content-Encoding": "gzip"})}) as (_server, url):
        assert fetched(f"{url}/").failure is Failure.BAD_ANSWER


@pytest.mark.parametrize("word", ["UTF-8", "none", "identity, utf-8"])
def test_a_word_for_no_packing_is_no_packing(word: str) -> None:
    with serving({"/": Reply(b"x", headers={"Content-Encoding": word})}) as (_server, url):
        assert fetched(f"{url}/").body == b"x"


@pytest.mark.parametrize("digits", [19, 20])
def test_a_size_that_no_file_has_is_not_kept(digits: int) -> None:
    head = f"HTTP/1.1 200 OK\r\nContent-Length: {'9' * digits}\r\n".encode()
    with serving({"/": acting(silent, head)}) as (_server, url):
        answer = fetched(f"{url}/")
    report = checking.report_of(LinkRequest(answer.url), answer, read(answer))
    assert report.size is None


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("tls")
    made = folder / "own.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1",
         "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", folder / "key", "-out", folder / "cert"],
        check=True, capture_output=True,
    )  # fmt: skip
    made.write_bytes((folder / "key").read_bytes() + (folder / "cert").read_bytes())
    return made


@pytest.mark.posix("openssl makes the certificate")
def test_a_certificate_that_nobody_knows_is_told_apart(certificate: Path) -> None:
    with serving({"/": Reply(b"x")}, certificate=certificate) as (server, url):
        assert fetched(f"{url}/").failure is Failure.CERTIFICATE
        assert server.asked == []
    with serving({"/": Reply(b"x")}) as (_server, url):
        assert fetched(url.replace("http:", "https:")).failure is Failure.TLS


@pytest.mark.posix("openssl makes the certificate")
def test_a_known_certificate_is_taken(certificate: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from ita_desktop.web import connecting

    context = ssl.create_default_context(cafile=str(certificate))
    monkeypatch.setattr(connecting, "tls_context", lambda: context)
    with serving({"/": Reply(b"x")}, certificate=certificate) as (_server, url):
        assert fetched(f"{url}/").status == 200


# -- addresses


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.0.0.1", "192.168.1.1", "172.16.5.5", "169.254.169.254", "0.0.0.0", "100.64.0.1", "::1", "fe80::1",
     "fd00::1", "::ffff:10.0.0.1", "2002:7f00:1::", "64:ff9b::7f00:1", "224.0.0.1", "255.255.255.255", "::", "x"],
)  # fmt: skip
def test_addresses_of_the_office_are_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("url", ["http://127.0.0.1:{port}/", "http://localhost:{port}/", "http://2130706433:{port}/",
                                 "http://0x7f.1:{port}/", "http://[::ffff:127.0.0.1]:{port}/"])  # fmt: skip
def test_a_private_address_is_refused_however_it_is_written(url: str) -> None:
    with serving({"/": Reply(b"x")}) as (server, _url):
        answer = Fetcher(LIMITS, AddressGuard()).fetch(url.format(port=server.server_port))
        assert answer.failure is Failure.PRIVATE_ADDRESS
        assert server.asked == []


@pytest.mark.parametrize("host", ["intranet", "intranet.bkk.example", "files.local"])
def test_a_name_of_the_offices_own_network_is_known_without_a_network(host: str) -> None:
    asked: list[str] = []

    def none(name: str, _port: int) -> Sequence[str]:
        asked.append(name)
        raise OSError

    answer = Fetcher(LIMITS, AddressGuard(resolve=none)).fetch(f"http://{host}/oit")
    assert (answer.failure, asked) == (Failure.PRIVATE_ADDRESS, [])


def test_the_address_that_was_looked_at_is_the_one_that_is_connected_to(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A name that has another address at the second look leads nowhere."""
    looks: list[str] = []

    def rebinding(host: str, _port: int) -> Sequence[str]:
        looks.append(host)
        return ["203.150.1.1"] if len(looks) == 1 else ["127.0.0.1"]

    tried: list[object] = []

    def connect(address: object, *_: object, **__: object) -> socket.socket:
        tried.append(address)
        raise ConnectionRefusedError

    monkeypatch.setattr(socket, "create_connection", connect)
    guard = AddressGuard(resolve=rebinding)
    assert (
        Fetcher(LIMITS, guard).fetch("http://office.example:8000/").failure is Failure.NO_CONNECTION
    )
    assert (looks, tried) == (["office.example"], [("203.150.1.1", 8000)])
    assert (
        Fetcher(LIMITS, guard).fetch("http://office.example:8000/").failure
        is Failure.PRIVATE_ADDRESS
    )
    mixed = AddressGuard(resolve=lambda *_: ["203.150.1.1", "10.0.0.1"])
    assert Fetcher(LIMITS, mixed).fetch("http://office.example/").failure is Failure.PRIVATE_ADDRESS
    assert len(tried) == 1


def test_a_redirect_to_a_private_address_is_refused() -> None:
    """The first server is known by a public name here, the second is not."""
    with serving({"/": Reply(b"secret")}) as (inner, inner_url):
        away = {"/": Reply(status=302, headers={"Location": inner_url})}
        with serving(away) as (outer, _url):
            public = f"http://office.example:{outer.server_port}/"
            seen: list[str] = []

            class Guard(AddressGuard):
                def addresses(self, host: str, port: int) -> Sequence[str]:
                    seen.append(host)
                    return (
                        ["127.0.0.1"] if host == "office.example" else super().addresses(host, port)
                    )

            assert Fetcher(LIMITS, Guard()).fetch(public).failure is Failure.PRIVATE_ADDRESS
    assert inner.asked == []
    assert seen == ["office.example", "127.0.0.1"]


@pytest.mark.parametrize(
    ("url", "failure"),
    [("file:///etc/passwd", Failure.NOT_WEB), ("ftp://a.example/", Failure.NOT_WEB), ("javascript:alert(1)", Failure.NOT_WEB),
     ("http://", Failure.NOT_WEB), ("http://[::1", Failure.NOT_WEB), ("http://a.example:99999/", Failure.NOT_WEB),
     ("http://a.example/\r\nX: y", Failure.NOT_WEB), ("https://name:word@a.example/", Failure.CREDENTIALS)],
)  # fmt: skip
def test_what_is_no_address_of_the_web_is_never_asked_for(
    url: str, failure: Failure, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(socket, "create_connection", lambda *_: pytest.fail("it connects"))
    assert fetched(url, resolve=lambda *_: pytest.fail("it asks")).failure is failure


def test_a_link_with_spaces_is_asked_for_as_browsers_do() -> None:
    with serving({}, lambda path: Reply(path.encode())) as (_server, url):
        assert fetched(f" {url}/แผน ปี 2568.pdf").body.endswith(b"%20%E0%B8%9B%E0%B8%B5%202568.pdf")


@pytest.mark.parametrize(
    "to", ["intent://a.example/b", "file:///etc/passwd", "http://a:b@127.0.0.1/"]
)
def test_what_a_site_sends_on_to_is_not_called_the_link(to: str) -> None:
    away = {"/": Reply(status=302, headers={"Location": to})}
    with serving(away) as (_server, url):
        answer = fetched(f"{url}/")
    judged = judge(answer, read(answer), Asked())
    assert (judged.state, judged.values["cause"]) == (LinkState.REFUSED, "sent-elsewhere")


def test_credentials_that_a_redirect_brings_are_not_sent() -> None:
    with serving(
        {}, lambda _path: Reply(status=302, headers={"Location": "http://a:b@127.0.0.1/x"})
    ) as (server, url):
        assert fetched(url).failure is Failure.CREDENTIALS
        assert len(server.asked) == 1


def test_without_a_network_nothing_is_called_dead() -> None:
    def unknown(*_: object) -> Sequence[str]:
        raise socket.gaierror

    assert fetched("http://office.example/", resolve=unknown).failure is Failure.OFFLINE
    known = lambda host, _port: ["198.41.0.4"] if "root" in host else unknown()  # noqa: E731
    assert fetched("http://office.example/", resolve=known).failure is Failure.NO_HOST


def test_the_proxy_of_the_environment_is_asked_and_may_be_private(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def proxied(path: str) -> Reply:
        return Reply(path.encode())

    with serving({}, proxied) as (server, url):
        monkeypatch.setenv("http_proxy", url)
        monkeypatch.delenv("no_proxy", raising=False)
        monkeypatch.delenv("NO_PROXY", raising=False)
        public = Fetcher(LIMITS, AddressGuard(resolve=lambda *_: ["203.150.1.1"]))
        assert public.fetch("http://office.example/a").body == b"http://office.example/a"
        inside = Fetcher(LIMITS, AddressGuard(resolve=lambda *_: ["10.0.0.1"]))
        assert inside.fetch("http://office.example/a").failure is Failure.PRIVATE_ADDRESS
        assert len(server.asked) == 1
        monkeypatch.setenv("no_proxy", "office.example")
        assert fetching.proxy_of(fetching.urlsplit("http://office.example/a")) == ""


# -- what comes


def test_scripts_of_a_page_are_never_run_and_not_in_its_copy() -> None:
    page = (
        b"<html><head><base href='http://evil.example/'><meta http-equiv=refresh content='99;url=http://evil.example'>"
        b"<script>document.write('<p>2568')</script></head><body onload=steal()><h1 onclick='x()'>Title</h1>"
        b"<p>Text <img src=http://evil.example/track.png><a href='javascript:go()'>here</a></p>"
        b"<iframe src=http://evil.example></iframe><form action=http://evil.example><input name=q></form>"
        b"<svg onload=x()></svg><style>@import 'http://evil.example'</style>"
        b"<table><tr><td colspan=2 style='background:url(http://evil.example)'>1</td></tr></table></body></html>"
    )  # fmt: skip
    assert "2568" not in read(WebAnswer("u", "u", status=200, body=page)).text
    shown = harmless_page(page, "http://a.example/<script>").decode()
    policy, _, rest = shown.partition("</style></head>")
    assert "default-src 'none'" in policy
    for word in (
        "<script",
        "onload",
        "onclick",
        "<iframe",
        "<form",
        "<img",
        "<base",
        "<svg",
        "@import",
        "url(",
        "href",
        "refresh",
    ):
        assert word not in rest
    assert "<h1>Title</h1>" in rest
    assert '<td colspan="2">1</td>' in rest


@pytest.mark.parametrize(
    "told",
    ['attachment; filename="../../../etc/passwd"', 'attachment; filename="..\\\\..\\\\boot.ini"', 'attachment; filename="C:\\\\x.exe"',
     "attachment; filename*=UTF-8''..%2F..%2Fx.html", 'attachment; filename="CON"', 'attachment; filename="nul.html"',
     'attachment; filename="a\u202elmth.exe"', f'attachment; filename="{"x" * 5000}.html"', 'attachment; filename=""',
     'attachment; filename="."', 'attachment; filename="..."', 'attachment; filename="a.html\x00.exe"', "attachment; filename*=bogus''x",
     'attachment; filename="a:b?*|.html "'],
)  # fmt: skip
def test_a_name_that_leaves_its_folder_stays_in_it(told: str) -> None:
    answer = WebAnswer(
        "http://a.example/", "http://a.example/", headers={"content-disposition": told}
    )
    name = file_name(answer, ContentKind.HTML)
    assert name.endswith(".html")
    assert not set(name) & set('\\/:*?"<>|\x00\u202e')
    assert name.partition(".")[0].upper() not in {"CON", "NUL"}
    assert not name.startswith((".", " "))
    assert len(name) < 100


def test_a_pdf_with_actions_is_read() -> None:
    data = files.pdf(["สถิติ ปีงบประมาณ พ.ศ. 2568"], action="app.launchURL('http://evil.example')")
    content = read(WebAnswer("u", "u", status=200, body=data))
    assert "2568" in content.text


@pytest.mark.parametrize("kind", ["tags", "json", "xml"])
def test_what_is_nested_without_end_is_read_in_time(kind: str) -> None:
    deep = {
        "tags": b"<html>" + b"<div><b>" * 200_000 + b"x",
        "json": json.dumps({"a": 1}).encode() + b"[" * 100_000,
        "xml": b"<?xml version='1.0'?><!DOCTYPE a [<!ENTITY x 'xxxxxxxxxx'><!ENTITY y '&x;&x;&x;&x;'>]><a>&y;</a>",
    }[kind]
    begin = time.thread_time()
    read(WebAnswer("u", "u", status=200, body=deep))
    assert time.thread_time() - begin < SECONDS


@pytest.mark.in_turn
@pytest.mark.parametrize(
    "body",
    [
        b"<meta charset=punycode>\xff-" + b"a" * 300_000,
        ("<p>ข้อมูล<p>" * 300 + "1 มกราคม" + "\u205f" * 30_000 + "x").encode(),
        ("<p>มกราคม" + " 1/1/2568" * 30_000).encode(),
        b"<html>" + b"<header><h1>a</h1></header>" * 15_000,
        b"<html><p " + b"".join(b"a%d " % at for at in range(200_000)) + b">x",
        b"<html>" + b"<b>" * 200_000 + b"</i>" * 200_000,
    ],
    ids=["encoding", "gap", "days", "heads", "attributes", "open tags"],
)
def test_a_page_made_to_keep_the_reader_does_not(
    body: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(contents, "_SECONDS", 0.5)
    answer = WebAnswer("http://a.example/", "http://a.example/", status=200, body=body,
                    headers={"content-type": "text/html"})  # fmt: skip
    begin = time.thread_time()
    judge(answer, read(answer), Asked(years=frozenset((2568,))))
    assert time.thread_time() - begin < SECONDS


THAI = "<p>โครงสร้างของสำนักงานเขตตัวอย่าง มี 10 ฝ่าย ปีงบประมาณ พ.ศ. 2568 "
TEXT = THAI.removeprefix("<p>").strip()


@pytest.mark.parametrize(
    "page",
    [
        "<html><body>" + "<font>" * 300 + THAI,
        f'<?xml version="1.0" encoding="utf-8">{THAI}',
        f"{THAI}<i>" + "<b " * 9 + "x=1>",
        f"<title>\x01\x00&#xD800;</title>{THAI}",
        f"<p title='{'x' * 11_000_000}'>{THAI}",
    ],
    ids=["open tags", "declaration", "bad tags", "letters", "long tag"],
)
def test_a_careless_page_is_not_called_empty(page: str) -> None:
    answer = WebAnswer("http://a.example/b", "http://a.example/b", status=200, body=page.encode())
    content = read(answer)
    assert TEXT in content.text
    assert judge(answer, content, Asked()).state is LinkState.OK


@pytest.mark.parametrize("told", ["", "; charset=utf-8", "; charset=tis-620"])
def test_a_letter_cut_in_two_garbles_no_page(told: str) -> None:
    body = (THAI * 9).encode() + "ก".encode()[:2]
    assert TEXT in contents.read_page(body, f"text/html{told}").text


@pytest.mark.parametrize("told", ["", "; charset=tis-620", "; charset=windows-874"])
def test_thai_of_one_byte_a_letter_is_read(told: str) -> None:
    assert TEXT in contents.read_page(THAI.encode("cp874"), f"text/html{told}").text


@pytest.mark.parametrize("told", ["utf-8", "iso-8859-1"])
def test_a_page_that_visitors_see_as_other_letters_is_not_said_to_be_fine(told: str) -> None:
    answer = WebAnswer("http://a.example/b", "http://a.example/b", status=200, body=THAI.encode("cp874"),
                    headers={"content-type": f"text/html; charset={told}"})  # fmt: skip
    judged = judge(answer, read(answer), Asked())
    assert (judged.state, judged.values["cause"]) == (LinkState.SCAN, "charset")


@pytest.mark.parametrize("start", [b"BMA,", b"PK,"])
def test_a_table_that_begins_as_a_picture_or_archive_does_is_a_table(start: bytes) -> None:
    data = start + "ปี 2568\nเขต,3\n".encode()
    assert kind_of(data, "text/csv") is ContentKind.CSV


def test_headings_within_headings_are_not_multiplied() -> None:
    body = b"<html>" + b"<h1><div>" * 100 + b"x" * 1_000_000
    found = contents.read_page(body, "text/html")
    assert len(found.headings) <= 1000
    page = contents._Page(contents.parsed(body.decode()))
    page.content()
    assert sum(map(len, page._headings)) < 5000


@pytest.mark.parametrize(
    ("body", "told", "kept"),
    [
        (b"<html><p>x</p></html>", "application/pdf", "text/html"),
        (files.pdf(["สถิติ"]), "application/octet-stream", "application/pdf"),
        (b'{"a": 1}', "text/plain", "application/json"),
        (b"x", "text/plain; charset=utf-8", "text/plain"),
    ],
)
def test_the_type_is_that_of_the_content(body: bytes, told: str, kept: str) -> None:
    answer = WebAnswer("http://a.example/", "http://a.example/", status=200, body=body,
                    headers={"content-type": told})  # fmt: skip
    report = checking.report_of(LinkRequest(answer.url), answer, read(answer))
    assert report.content_type == kept
