"""The pages and files of the site, good and faulty, each with what is asked of it."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from ita_desktop.domain.oit.proofs import LinkFinding, LinkState
from ita_desktop.web.link import Asked
from tests.web_site import files, texts
from tests.web_site.frames import FRAMES, OFFICE, boot, press
from tests.web_site.server import Reply

YEAR = 2568
PDF, XLSX = "application/pdf", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
HALF = tuple(f"{year - 543}-{month:02d}" for year, month in texts.HALF)
PLAIN = Asked(years=frozenset((YEAR,)), languages=("th",))
MONTHLY = Asked(
    years=frozenset((YEAR,)), months=HALF, not_before=date(2024, 10, 1), languages=("th",)
)
SINCE = Asked(years=frozenset((YEAR,)), not_before=date(2024, 10, 1), languages=("th",))
TABLES = Asked(years=frozenset((YEAR,)), formats=("excel", "csv"))


@dataclass
class Planted:
    """A link to the site. ``replies`` are all answers that it needs."""

    path: str
    asked: Asked
    state: LinkState
    replies: dict[str, Reply] = field(default_factory=dict)
    finding: LinkFinding | None = None
    name: str = ""

    @property
    def is_fault(self) -> bool:
        return self.state is not LinkState.OK or self.finding is not None


Maker = Callable[[random.Random, str], Planted]


def _page(pick: random.Random, title: str, body: str) -> Reply:
    made = pick.choice(FRAMES)(title, body, pick)
    kind = "text/html" if b"874" in made[:200] else "text/html; charset=UTF-8"
    return Reply(made, kind)


def _good(path: str, asked: Asked, reply: Reply, **more: Reply) -> Planted:
    return Planted(path, asked, LinkState.OK, {path: reply, **more})


# -- good ones


def article(pick: random.Random, path: str) -> Planted:
    title = f"{pick.choice(texts.TOPICS)} {texts.year_words(pick, YEAR)}"
    return _good(path, PLAIN, _page(pick, title, texts.paragraphs(pick)))


def timeless(pick: random.Random, path: str) -> Planted:
    return _good(path, PLAIN, _page(pick, pick.choice(texts.TOPICS), texts.paragraphs(pick)))


def compared(pick: random.Random, path: str) -> Planted:
    body = f"<p>เปรียบเทียบผลปีงบประมาณ 2566, 2567 และ {YEAR}</p>" + texts.paragraphs(pick, 2)
    return _good(path, PLAIN, _page(pick, "ข้อมูลเชิงสถิติ 3 ปี", body))


def plan_of_years(pick: random.Random, path: str) -> Planted:
    title = pick.choice(("แผนพัฒนาเขต (พ.ศ. 2566 - 2570)", "แผนปฏิบัติการป้องกันการทุจริต ปี 2566-2570"))
    return _good(path, PLAIN, _page(pick, title, texts.paragraphs(pick, 2)))


def table(pick: random.Random, path: str) -> Planted:
    title = f"สถิติการให้บริการ {texts.year_words(pick, YEAR)}"
    return _good(path, MONTHLY, _page(pick, title, texts.statistics(pick, YEAR)))


def monthly(pick: random.Random, path: str) -> Planted:
    body = texts.monthly_list(pick, list(texts.HALF))
    return _good(path, MONTHLY, _page(pick, f"สขร.1 {texts.year_words(pick, YEAR)}", body))


def by_quarter(pick: random.Random, path: str) -> Planted:
    body = ("<p>ไตรมาสที่ 1 (ต.ค. - ธ.ค. 67) จำนวน 25 เรื่อง</p><p>ไตรมาสที่ 2 (ม.ค. - มี.ค. 68) จำนวน 31 เรื่อง</p>"
            + texts.paragraphs(pick, 1))  # fmt: skip
    return _good(path, MONTHLY, _page(pick, f"รายงานผล ปีงบประมาณ พ.ศ. {YEAR}", body))


def nothing_given(pick: random.Random, path: str) -> Planted:
    body = f"<p>{pick.choice(('ไม่มีเรื่องร้องเรียนการทุจริต', 'ไม่มีการจัดซื้อจัดจ้างในเดือนนี้'))} ปีงบประมาณ พ.ศ. {YEAR}</p>"
    return _good(path, PLAIN, _page(pick, "สถิติเรื่องร้องเรียน", body))


def short_link_list(pick: random.Random, path: str) -> Planted:
    body = '<p><a href="/files/a.pdf">ดาวน์โหลด</a></p>'
    return _good(path, PLAIN, _page(pick, f"{pick.choice(texts.TOPICS)} ปี {YEAR}", body))


def framed(pick: random.Random, path: str) -> Planted:
    body = '<iframe src="/files/a.pdf" width="100%" height="800"></iframe>'
    return _good(path, PLAIN, _page(pick, f"คู่มือประชาชน {texts.year_words(pick, YEAR)}", body))


def tables_linked(pick: random.Random, path: str) -> Planted:
    body = (
        texts.paragraphs(pick, 1)
        + f'<a href="/d/{pick.randrange(99)}.{pick.choice(("xlsx", "csv"))}">ข้อมูลตาราง</a>'
    )
    return _good(path, TABLES, _page(pick, f"ชุดข้อมูลเปิด ปี {YEAR}", body))


def paper(pick: random.Random, path: str) -> Planted:
    lines = texts_lines(pick, YEAR)
    reply = Reply(files.pdf(lines), pick.choice((PDF, "application/octet-stream")))
    return _good(path + ".pdf", PLAIN, reply)


def texts_lines(pick: random.Random, year: int) -> list[str]:
    return files.text_lines(
        pick, f"{pick.choice(texts.TOPICS)} {texts.year_words(pick, year)}", OFFICE
    )


def sheet(pick: random.Random, path: str) -> Planted:
    rows: list[list[object]] = [[f"สขร.1 ปีงบประมาณ พ.ศ. {YEAR}"], ["เดือน", "โครงการ", "วงเงิน"]]
    rows += [
        [texts.month_words(pick, *month), f"จ้างเหมา {at}", 2566.5 + at]
        for at, month in enumerate(texts.HALF)
    ]
    asked = Asked(MONTHLY.years, HALF, ("excel", "word"), not_before=date(2024, 10, 1))
    return _good(path + ".xlsx", asked, Reply(files.xlsx(rows), XLSX))


def letter(pick: random.Random, path: str) -> Planted:
    return _good(path + ".docx", PLAIN, Reply(files.docx(texts_lines(pick, YEAR)), DOCX))


def values(pick: random.Random, path: str) -> Planted:
    body = f"ปีงบประมาณ,งาน,จำนวน\n{YEAR},ทะเบียน,{pick.randrange(999)}\n{YEAR},โยธา,25\n".encode(
        "utf-8-sig"
    )
    return _good(
        path + ".csv", TABLES, Reply(body, pick.choice(("text/csv", "application/octet-stream")))
    )


def led_on(pick: random.Random, path: str) -> Planted:
    """A redirect for now, and one that only adds a slash."""
    target = pick.choice((f"{path}/", f"{path}/view?id=3"))
    status = 301 if target == f"{path}/" else 302
    planted = article(pick, target)
    planted.path = path
    planted.replies[path] = Reply(status=status, headers={"Location": target})
    return planted


GOOD: tuple[Maker, ...] = (
    article, article, timeless, compared, plan_of_years, table, monthly, by_quarter, nothing_given, short_link_list,
    framed, tables_linked, paper, sheet, letter, values, led_on, article, monthly, table,
)  # fmt: skip


# -- faulty ones


def _bad(
    path: str,
    state: LinkState,
    reply: Reply,
    asked: Asked = PLAIN,
    finding: LinkFinding | None = None,
) -> Planted:
    return Planted(path, asked, state, {path: reply}, finding)


def dead(pick: random.Random, path: str) -> Planted:
    return _bad(path, LinkState.DEAD, Reply(b"<h1>Not here</h1>", status=pick.choice((404, 410))))


def moved(pick: random.Random, path: str) -> Planted:
    planted = article(pick, f"/new{path}")
    planted.path, planted.state, planted.finding = path, LinkState.MOVED, LinkFinding.MOVED
    planted.replies[path] = Reply(
        status=pick.choice((301, 308)), headers={"Location": f"/new{path}"}
    )
    return planted


def soft_dead(pick: random.Random, path: str) -> Planted:
    title, text = pick.choice(texts.NOT_THERE)
    return _bad(path, LinkState.SOFT_DEAD, _page(pick, title, f"<p>{text}</p>"))


def soft_dead_unsaid(_pick: random.Random, path: str) -> Planted:
    """The site's own words are nobody else's: only that any address brings the same tells it."""
    return Planted(f"/odd{path}", PLAIN, LinkState.SOFT_DEAD)


def led_home(_pick: random.Random, path: str) -> Planted:
    return _bad(path, LinkState.SOFT_DEAD, Reply(status=302, headers={"Location": "/"}))


def logged_out(pick: random.Random, path: str) -> Planted:
    form = '<form><label>อีเมล <input name="u"></label><input type="password" name="p"><button>ตกลง</button></form>'
    if pick.random() < 0.5:
        words = pick.choice(("เข้าสู่ระบบ", "ระบบสารสนเทศภายใน", "Member area"))
        return _bad(path, LinkState.LOGIN, Reply(boot(words, form, pick)))
    planted = _bad(
        path, LinkState.LOGIN, Reply(status=302, headers={"Location": f"/user/login?next={path}"})
    )
    planted.replies[f"/user/login?next={path}"] = Reply(press("ลงชื่อเข้าใช้", form, pick))
    return planted


def closed(pick: random.Random, path: str) -> Planted:
    title, text = pick.choice(texts.CLOSED)
    status = pick.choice((200, 200, 403))
    page = f"<html><head><title>{title}</title></head><body><h1>{title}</h1><p>{text}</p></body></html>"
    return _bad(path, LinkState.PRIVATE, Reply(page.encode(), status=status))


def empty(pick: random.Random, path: str) -> Planted:
    if pick.random() < 0.5:
        return _bad(path, LinkState.EMPTY, _page(pick, pick.choice(texts.TOPICS), "<p>&nbsp;</p>"))
    return _bad(
        path,
        LinkState.EMPTY,
        _page(pick, pick.choice(texts.TOPICS), f"<p>{pick.choice(texts.NOT_READY)}</p>"),
    )


def empty_file(pick: random.Random, path: str) -> Planted:
    if pick.random() < 0.5:
        return _bad(path + ".pdf", LinkState.EMPTY, Reply(b"", PDF))
    return _bad(path + ".xlsx", LinkState.EMPTY, Reply(files.xlsx([]), XLSX))


def wrong_kind(pick: random.Random, path: str) -> Planted:
    if pick.random() < 0.5:
        return _bad(
            path + ".pdf",
            LinkState.WRONG_TYPE,
            _page(pick, "เอกสาร ปี 2568", texts.paragraphs(pick)),
        )
    return _bad(
        path + ".pdf", LinkState.WRONG_TYPE, Reply(files.pdf(texts_lines(pick, YEAR)), PDF), TABLES
    )


def no_table(pick: random.Random, path: str) -> Planted:
    return _bad(
        path, LinkState.WRONG_TYPE, _page(pick, f"สถิติ ปี {YEAR}", texts.paragraphs(pick)), TABLES
    )


def broken(pick: random.Random, path: str) -> Planted:
    whole = files.pdf(texts_lines(pick, YEAR))
    return _bad(
        path + ".pdf",
        LinkState.WRONG_TYPE,
        Reply(b"%PDF-1.7\n" + bytes(pick.randbytes(400)) + whole[:50], PDF),
    )


def old_data(pick: random.Random, path: str) -> Planted:
    day = pick.choice(
        ("31 ธันวาคม 2565", "30 กันยายน พ.ศ. 2566", "30 ก.ย. 66", "1 มีนาคม 2566", "31/03/2565")
    )
    words = pick.choice(("ข้อมูล ณ วันที่", "(ณ วันที่", "ข้อมูล ณ"))
    return _bad(
        path,
        LinkState.STALE,
        _page(pick, pick.choice(texts.TOPICS), f"<p>{words} {day}</p>" + texts.paragraphs(pick, 2)),
        SINCE,
    )


def old_file(pick: random.Random, path: str) -> Planted:
    reply = Reply(
        files.pdf(files.text_lines(pick, "รายงานการดำเนินงาน")),
        PDF,
        headers={"Last-Modified": "Tue, 05 Mar 2019 04:05:06 GMT"},
    )
    return _bad(path + ".pdf", LinkState.STALE, reply, SINCE)


def other_year(pick: random.Random, path: str) -> Planted:
    title = f"{pick.choice(texts.TOPICS)} {texts.year_words(pick, pick.choice((2565, 2566, 2567)))}"
    return _bad(path, LinkState.OTHER_YEAR, _page(pick, title, texts.paragraphs(pick)))


def other_year_table(pick: random.Random, path: str) -> Planted:
    body = texts.statistics(pick, 2567) + texts.paragraphs(pick, 1)
    return _bad(
        path, LinkState.OTHER_YEAR, _page(pick, f"สถิติ {texts.year_words(pick, 2567)}", body)
    )


def other_year_file(pick: random.Random, path: str) -> Planted:
    lines = texts_lines(pick, 2566)
    if pick.random() < 0.5:
        return _bad(path + ".docx", LinkState.OTHER_YEAR, Reply(files.docx(lines), DOCX))
    return _bad(path + ".pdf", LinkState.OTHER_YEAR, Reply(files.pdf(lines), PDF))


def months_missing(pick: random.Random, path: str) -> Planted:
    some = pick.sample(list(texts.HALF), pick.randint(2, 5))
    body = "<p>6 เดือนแรก (ตุลาคม 2567 - มีนาคม 2568)</p>" + texts.monthly_list(pick, sorted(some))
    planted = _bad(
        path, LinkState.OK, _page(pick, f"สขร.1 {texts.year_words(pick, YEAR)}", body), MONTHLY
    )
    planted.finding = LinkFinding.MONTHS_MISSING
    return planted


def scanned(pick: random.Random, path: str) -> Planted:
    return _bad(
        path + ".pdf", LinkState.SCAN, Reply(files.scan(pick), PDF), finding=LinkFinding.SCAN
    )


def locked(pick: random.Random, path: str) -> Planted:
    reply = Reply(files.pdf(texts_lines(pick, YEAR), password="x"), PDF)
    return _bad(path + ".pdf", LinkState.SCAN, reply, finding=LinkFinding.PDF_LOCKED)


def english(pick: random.Random, path: str) -> Planted:
    page = f"<html><head><title>Service</title></head><body><h1>Our services</h1><p>{texts.ENGLISH * pick.randint(2, 4)}</p></body></html>"
    return _bad(path, LinkState.OK, Reply(page.encode()), finding=LinkFinding.NOT_THAI)


def forbidden(pick: random.Random, path: str) -> Planted:
    return _bad(
        path, LinkState.REFUSED, Reply(b"<h1>Forbidden</h1>", status=pick.choice((403, 451)))
    )


def robots(pick: random.Random, path: str) -> Planted:
    planted = _bad(f"/kept-out{path}", LinkState.REFUSED, _page(pick, "ลับ", texts.paragraphs(pick)))
    planted.finding = LinkFinding.ROBOTS
    return planted


def failing(pick: random.Random, path: str) -> Planted:
    return _bad(path, LinkState.UNREACHABLE, Reply(b"oops", status=pick.choice((500, 502, 503))))


def circle(_pick: random.Random, path: str) -> Planted:
    return _bad(path, LinkState.UNREACHABLE, Reply(status=302, headers={"Location": path}))


def garbage(_pick: random.Random, path: str) -> Planted:
    def act(handler: object) -> None:
        handler.wfile.write(b"\x00\x01 no http at all\r\n\r\n")  # type: ignore[attr-defined]

    return _bad(path, LinkState.UNREACHABLE, Reply(act=act))


BAD: tuple[Maker, ...] = (
    dead, moved, soft_dead, soft_dead, soft_dead_unsaid, led_home, logged_out, closed, empty, empty, empty_file, wrong_kind,
    no_table, broken, old_data, old_file, other_year, other_year, other_year_table, other_year_file, months_missing,
    months_missing, scanned, locked, english, forbidden, robots, failing, circle, garbage,
)  # fmt: skip


def planted(seed: int, good: int, bad: int) -> list[Planted]:
    """So many links of each sort, the same for the same seed."""
    pick = random.Random(seed)
    found = []
    for makers, count, folder in ((GOOD, good, "oit"), (BAD, bad, "ita")):
        for at in range(count):
            maker = makers[at % len(makers)]
            one = maker(pick, f"/{folder}/{at}")
            one.name = maker.__name__
            found.append(one)
    return found


def site(links: list[Planted]) -> dict[str, Reply]:
    """The answers of all links, with a home page and robots.txt."""
    pick = random.Random(1)
    replies = {path: reply for link in links for path, reply in link.replies.items()}
    replies["/robots.txt"] = Reply(b"User-agent: *\nDisallow: /kept-out\n", "text/plain")
    replies["/"] = Reply(press("หน้าแรก", texts.paragraphs(pick, 6), pick))
    return replies


def other(path: str) -> Reply:
    """What the site answers for addresses that it has not."""
    if path.startswith("/odd/"):
        page = press(
            "เขตของเรา",
            "<p>ท่านมาผิดทางเสียแล้ว ดูดวงวันนี้ก่อนไหมคะ</p>" + texts.paragraphs(random.Random(2), 2),
            random.Random(2),
        )
        return Reply(page)
    return Reply(b"<h1>404</h1>", status=404)
