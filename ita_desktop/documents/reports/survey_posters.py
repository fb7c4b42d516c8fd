"""Posters and slips with the QR code of a survey, in the languages of the form."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Final

from ita_desktop.documents import content
from ita_desktop.documents.kinds import LOGO, MissingData, ReportContext
from ita_desktop.documents.office_files import shape_of, thumbnail
from ita_desktop.documents.reports.shared import FILE
from ita_desktop.documents.wordings.templates import Template, wording
from ita_desktop.domain.dates import long_date
from ita_desktop.domain.district_names import office
from ita_desktop.domain.scores.results import SurveyLink
from ita_desktop.domain.text import Digits
from ita_desktop.domain.year import YearData
from ita_desktop.pictures.shapes import qr_code

_PAPERS: Final = "โปสเตอร์และบัตรแบบสำรวจ"
_on_posters: Final = partial(wording, papers=_PAPERS)
_FILE: Final = _on_posters("survey-poster.file", "{ชนิด} {แบบวัด} ปีงบประมาณ {ปีงบประมาณ}", title=FILE)
_TITLE: Final = _on_posters("survey-poster.title", "ขอเชิญตอบแบบสำรวจ {แบบวัด}")
_ABOUT: Final = _on_posters(
    "survey-poster.about",
    """
    การประเมินคุณธรรมและความโปร่งใส (ITA)
    ปีงบประมาณ พ.ศ. {ปีงบประมาณ}
    """,
    title="เรื่องของแบบสำรวจ",
)
_STAFF: Final = _on_posters("survey-poster.staff", "สำหรับบุคลากรของสำนักงานเขตและโรงเรียนในสังกัด")
_PUBLIC: Final = _on_posters("survey-poster.public", "สำหรับผู้มาติดต่อราชการ ผู้รับบริการ และคู่สัญญา")
_PERIOD: Final = _on_posters("survey-poster.period", "ตอบได้ตั้งแต่ {วันเปิด} ถึง {วันปิด}")
_UNTIL: Final = _on_posters("survey-poster.until", "ตอบได้ถึง {วันปิด}")
_THAI: Final = _on_posters(
    "survey-poster.th",
    "สแกนรหัสนี้เพื่อตอบแบบสำรวจ คำตอบของท่านช่วยให้เราบริการได้ดีขึ้น",
    title="ข้อความภาษาไทย",
)
_ENGLISH: Final = _on_posters(
    "survey-poster.en",
    "Scan this code to answer the survey. Your answers help us to serve you better.",
    title="ข้อความภาษาอังกฤษ",
)
_CHINESE: Final = _on_posters(
    "survey-poster.zh", "请扫描二维码填写问卷。您的回答有助于我们改进服务。", title="ข้อความภาษาจีน"
)
_BURMESE: Final = _on_posters(
    "survey-poster.my",
    "စစ်တမ်းဖြေဆိုရန် ဤကုဒ်ကို စကင်န်ဖတ်ပါ။ သင့်အဖြေများသည် ဝန်ဆောင်မှု ပိုမိုကောင်းမွန်စေရန် အထောက်အကူပြုပါသည်။",
    title="ข้อความภาษาเมียนมา",
)
_SLIP_THAI: Final = _on_posters("survey-poster.slip-th", "สแกนเพื่อตอบแบบสำรวจ")
_SLIP_ENGLISH: Final = _on_posters(
    "survey-poster.slip-en", "Scan to answer the survey", title="บัตรภาษาอังกฤษ"
)
_SLIP_CHINESE: Final = _on_posters("survey-poster.slip-zh", "请扫码填写问卷", title="บัตรภาษาจีน")
_SLIP_BURMESE: Final = _on_posters(
    "survey-poster.slip-my", "စစ်တမ်းဖြေဆိုရန် စကင်န်ဖတ်ပါ", title="บัตรภาษาเมียนมา"
)
_TEXTS: Final = {"th": _THAI, "en": _ENGLISH, "zh": _CHINESE, "my": _BURMESE}
_SLIP_TEXTS: Final = {
    "th": _SLIP_THAI,
    "en": _SLIP_ENGLISH,
    "zh": _SLIP_CHINESE,
    "my": _SLIP_BURMESE,
}
_NO_LINK: Final = MissingData(
    "ยังไม่มีลิงก์ของแบบสำรวจ", remedy="ใส่ที่หน้าแบบสำรวจ ลิงก์และโปสเตอร์", is_all=True
)
_LONG_LINK: Final = MissingData(
    "ลิงก์ยาวเกินไปสำหรับบัตรใบเล็ก รหัสจะละเอียดจนอ่านยาก", remedy="ใช้ลิงก์สั้นของระบบ"
)
_LONGEST_ON_SLIP: Final = 120
"""Letters of a link whose code has dots of at least 0.7 mm on a slip."""
_DOTS: Final = 300 / 25.4


@dataclass(frozen=True, slots=True)
class Size:
    """The sizes of a poster, in mm, and its styles."""

    code: float
    logo: float
    title: str
    line: str
    text: str


A4: Final = Size(100, 28, "poster-title", "poster-about", "poster-line")
A5: Final = Size(66, 18, "cover-title", "title", "poster-small")
SLIP_CODE: Final = 36.0
ACROSS, DOWN = 3, 4
"""The slips of a sheet."""
_POSTER_MARGINS: Final = content.Margins(top=16, right=18, bottom=14, left=18)
_A5_MARGINS: Final = content.Margins(top=11, right=12, bottom=9, left=12)
_SHEET_MARGINS: Final = content.Margins(top=12, right=12, bottom=10, left=12)


@dataclass(frozen=True, slots=True)
class _Report:
    """A way of printing the link: a poster on A4 or A5, two of A5 on A4, or a sheet of slips."""

    kind: Template

    def missing(self, context: ReportContext) -> list[MissingData]:
        """Returns what is missing: the link, or a shorter one for slips."""
        link = chosen(context)
        if link is None or not link.url:
            return [_NO_LINK]
        return [_LONG_LINK] if self is SLIPS and len(link.url) > _LONGEST_ON_SLIP else []

    def called(self, context: ReportContext) -> str:
        """Returns the title of the file."""
        data, link = context.year, chosen(context)
        about = {"ชนิด": self.kind.of(data), "แบบวัด": _instrument(link)}
        return _FILE.of(data, about)

    def build(self, context: ReportContext, digits: Digits) -> content.Document:
        """Returns the posters or slips of a link; without one, with a blank in the code's place."""
        data, title = context.year, self.called(context)
        author = office(data.organisation)
        if self is POSTER:
            blocks: tuple[content.Block, ...] = tuple(_poster(context, A4))
            return content.Document(title, blocks, author, margins=_POSTER_MARGINS, digits=digits)
        if self is SMALL:
            blocks = tuple(_poster(context, A5))
            return content.Document(
                title,
                blocks,
                author,
                margins=_A5_MARGINS,
                digits=digits,
                paper=content.PaperSize.A5,
            )
        if self is HALVES:
            blocks = (_halves(context),)
            across = content.Orientation.LANDSCAPE
            return content.Document(title, blocks, author, across, _SHEET_MARGINS, digits)
        return content.Document(
            title, (_slips(context),), author, margins=_SHEET_MARGINS, digits=digits
        )


POSTER: Final = _Report(_on_posters("survey-poster.kind", "โปสเตอร์แบบสำรวจ"))
SMALL: Final = _Report(_on_posters("survey-poster.kind-a5", "โปสเตอร์แบบสำรวจ A5"))
HALVES: Final = _Report(_on_posters("survey-poster.kind-halves", "โปสเตอร์แบบสำรวจ A5 สองแผ่นต่อหน้า"))
SLIPS: Final = _Report(_on_posters("survey-poster.kind-slips", "บัตรแบบสำรวจ"))
KINDS: Final = (POSTER.kind, SMALL.kind, HALVES.kind, SLIPS.kind)
"""Their names, where the list of texts finds them."""


def chosen(context: ReportContext) -> SurveyLink | None:
    """Returns the link of the context, else the first one; None without any."""
    links = context.year.survey_links
    named = next((link for link in links if link.id == context.subject), None)
    return named or next(iter(links), None)


def _instrument(link: SurveyLink | None) -> str:
    return link.instrument if link is not None else "IIT"


def _poster(context: ReportContext, size: Size) -> Iterator[content.Paragraph]:
    """Yields a poster from top to bottom."""
    data, link = context.year, chosen(context)
    logo = _logo(context, size.logo)
    if logo is not None:
        yield _picture(logo)
    yield _TITLE.paragraph(data, size.title, {"แบบวัด": _instrument(link)})
    yield from _ABOUT.paragraphs(data, size.line)
    yield _audience(data, link, size.line)
    yield _picture(_code(link, size.code))
    if link is not None:
        yield content.Paragraph((content.Run(link.url),), "poster-link", digits=Digits.ARABIC)
        yield from _period(data, link, size.text)
        for code in link.languages.split():
            yield _TEXTS[code].paragraph(data, size.text)
    yield content.Paragraph((content.Run(office(data.organisation), bold=True),), size.text)


def _audience(data: YearData, link: SurveyLink | None, style: str) -> content.Paragraph:
    if link is not None and link.audience:
        return content.Paragraph((content.Run(link.audience),), style)
    default = _PUBLIC if _instrument(link) == "EIT" else _STAFF
    return default.paragraph(data, style)


def _period(data: YearData, link: SurveyLink, style: str) -> Iterator[content.Paragraph]:
    if link.closes is None:
        return
    known = {"วันปิด": str(long_date(link.closes))}
    if link.opens is None:
        yield _UNTIL.paragraph(data, style, known)
    else:
        yield _PERIOD.paragraph(data, style, known | {"วันเปิด": str(long_date(link.opens))})


def _halves(context: ReportContext) -> content.Table:
    """Returns two posters side by side, to be cut apart: each is an A5 page."""
    half = content.Cell(tuple(_poster(context, A5)))
    columns = (content.TableColumn(1), content.TableColumn(1))
    return content.Table(columns, (content.TableRow((half, half)),), borders=False, whole_rows=True)


def _slips(context: ReportContext) -> content.Table:
    """Returns a sheet of slips, to be cut apart at the lines."""
    data, link = context.year, chosen(context)
    lines = [
        _TITLE.paragraph(data, "poster-slip-title", {"แบบวัด": _instrument(link)}),
        _picture(_code(link, SLIP_CODE)),
    ]
    spoken = link.languages.split() if link is not None else ["th"]
    lines += [_SLIP_TEXTS[code].paragraph(data, "poster-slip") for code in spoken]
    slip = content.Cell(tuple(lines), vertical=content.Vertical.MIDDLE)
    row = content.TableRow((slip,) * ACROSS)
    return content.Table((content.TableColumn(1),) * ACROSS, (row,) * DOWN, whole_rows=True)


def _picture(image: content.Image) -> content.Paragraph:
    return content.Paragraph((content.Run("", image=image),), "picture-line")


def _code(link: SurveyLink | None, side: float) -> content.Image:
    """Returns the code, or a blank of its size."""
    url = link.url if link is not None else ""
    code = qr_code(url) if url else None
    picture = code.png if code is not None else b""
    return content.Image(picture, side, side, f"QR {url}".strip(), code=code)


def _logo(context: ReportContext, height: float) -> content.Image | None:
    """Returns the office's logo; None if there is none, or it cannot be opened."""
    data = context.office_file(LOGO)
    shape = shape_of(data) if data is not None else None
    if data is None or shape is None:
        return None
    small = thumbnail(data, round(height * _DOTS))
    return content.Image(small, height * shape, height, "ตราสำนักงาน")
