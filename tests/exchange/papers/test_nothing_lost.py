"""Whatever line a paper has, it is read, told, or still in the document: never lost."""

from hypothesis import given, settings
from hypothesis import strategies as st

from ita_desktop.domain.text import key, to_thai
from ita_desktop.exchange.blocks import Paragraph, SourceBlocks, TextRun
from ita_desktop.exchange.papers.finding import with_papers
from tests.support.cost import examples

ORDER = (
    "คำสั่งสำนักงานเขตสมมติ",
    "ที่ 77/2567",
    "เรื่อง แต่งตั้งคณะทำงาน ประจำปีงบประมาณ พ.ศ. 2568",
    "ด้วยมติคณะรัฐมนตรี",
    "จึงแต่งตั้งคณะทำงาน ดังนี้",
    "1. คณะทำงาน ประกอบด้วย",
    "1.1 ผู้อำนวยการเขตสมมติ ประธานคณะทำงาน",
    "1.2 นางสาวสมมติ หนึ่ง คณะทำงาน",
    "มีหน้าที่ ดังนี้",
    "1. จัดทำแผน",
    "2. ติดตามผล",
    "ทั้งนี้ ตั้งแต่บัดนี้เป็นต้นไป",
    "สั่ง ณ วันที่ 8 พฤศจิกายน พ.ศ. 2567",
    "(นายสมมติ ศูนย์)",
    "ผู้อำนวยการเขตสมมติ",
)
MEMO = (
    "บันทึกข้อความ",
    "ส่วนราชการ ฝ่ายปกครอง โทร. 5501",
    "ที่ กท 5001/9 วันที่ 1 ธันวาคม 2567",
    "เรื่อง ขอข้อมูล",
    "เรียน หัวหน้าฝ่าย",
    "สิ่งที่ส่งมาด้วย แบบฟอร์ม",
    "ด้วยขอข้อมูล",
    "จึงเรียนมาเพื่อโปรดทราบ",
    "(นางสมมติ หนึ่ง)",
    "หัวหน้าฝ่ายปกครอง",
)
LETTER = (
    "ที่ กท 5001/78",
    "8 พฤศจิกายน 2567",
    *MEMO[3:8],
    "ขอแสดงความนับถือ",
    "(นายสมมติ ศูนย์)",
    "ผู้อำนวยการเขตสมมติ",
    "ฝ่ายปกครอง",
    "โทร. 5501",
)
AGENDA = (
    "ระเบียบวาระการประชุม",
    "คณะทำงาน ครั้งที่ 1/2568",
    "วันศุกร์ที่ 8 พฤศจิกายน 2567 เวลา 09.00 น. ณ ห้องประชุม",
    "ระเบียบวาระที่ 1 เรื่องแจ้งเพื่อทราบ",
    "1.1 ผลการประเมิน",
    "ระเบียบวาระที่ 2 เรื่องเพื่อพิจารณา",
    "2.1 การมอบหมาย",
)
MINUTES = (
    "รายงานการประชุมคณะทำงาน",
    "ครั้งที่ 1/2568",
    "วันศุกร์ที่ 8 พฤศจิกายน 2567",
    "ณ ห้องประชุม",
    "ผู้มาประชุม",
    "1. นางสาวสมมติ หนึ่ง",
    "ผู้ไม่มาประชุม",
    "1. นายสมมติ สอง",
    "เริ่มประชุมเวลา 09.00 น.",
    *AGENDA[3:5],
    "มติที่ประชุม รับทราบ",
    "เลิกประชุมเวลา 12.00 น.",
    "(นางสาวสมมติ หนึ่ง)",
    "ผู้จดรายงานการประชุม",
)
MEASURE = (
    "มาตรการที่ 1 จัดทำคู่มือ",
    "ข้อ I1",
    "ขั้นตอน",
    "1. รวบรวม",
    "ผู้รับผิดชอบ ฝ่ายทะเบียน",
    "ระยะเวลา ทุกเดือน",
)
REMARKS = ("ข้อเสนอแนะจากการประเมิน ITA", "O3 ไม่พบ", "- เพิ่มหน้าเว็บ", "O7 ลิงก์เสีย")
PAPERS = (ORDER, MEMO, LETTER, AGENDA, MINUTES, MEASURE, REMARKS)
SHAPES = (
    "แปลกปลอม{n}",
    "1. แปลกปลอม{n}",
    "1.3 แปลกปลอม{n}",
    "- แปลกปลอม{n}",
    "(แปลกปลอม{n})",
    "เรื่อง แปลกปลอม{n}",
    "ที่ แปลกปลอม{n}",
    "เรียน แปลกปลอม{n}",
    "นายแปลกปลอม{n} ก ครู",
    "มติที่ประชุม แปลกปลอม{n}",
    "ณ แปลกปลอม{n}",
    "ผู้รับผิดชอบ แปลกปลอม{n}",
    "โทร. แปลกปลอม{n}",
    "ประธานแปลกปลอม{n}",
    "ทั้งนี้ ตั้งแต่แปลกปลอม{n}",
    "สั่ง ณ วันที่ แปลกปลอม{n}",
    "เริ่มประชุมเวลา แปลกปลอม{n}",
    "วันที่ แปลกปลอม{n}",
    "คณะทำงานแปลกปลอม{n} ครั้งที่ 2/2568",
    "ปฏิบัติราชการแทนแปลกปลอม{n}",
)


@st.composite
def documents(draw: st.DrawFn) -> tuple[list[str], list[str]]:
    """The lines of a paper, some gone, and others put in; those alone."""
    lines = [line for line in draw(st.sampled_from(PAPERS)) if draw(st.integers(0, 9)) > 0]
    put_in = []
    for n in range(draw(st.integers(1, 4))):
        line = draw(st.sampled_from(SHAPES)).format(n=f"ก{'ข' * n}ค")
        lines.insert(draw(st.integers(0, len(lines))), line)
        put_in.append(line)
    if draw(st.booleans()):
        lines = [to_thai(line) for line in lines]
    return lines, put_in


@settings(max_examples=examples(400))
@given(documents())
def test_no_line_is_lost(given_lines: tuple[list[str], list[str]]) -> None:
    lines, put_in = given_lines
    blocks = tuple(Paragraph((TextRun(line),)) for line in lines)
    found = with_papers(SourceBlocks(blocks), "ก.docx")
    values = [str(v) for sheet in found.sheets for row in sheet.rows for v in row.values]
    told = [remark.why for remark in found.remarks]
    there = key("\n".join((*values, *told, *found.lines)))
    for line in put_in:
        mark = line[line.index("แปลกปลอม") :].split()[0].strip(")")
        assert key(mark) in there, (line, lines)
