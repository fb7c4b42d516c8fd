"""What the pages and files of the site say: varied, and the same for the same seed. The year that
is asked for is 2568."""

import random

MONTHS = ("มกราคม", "กุมภาพันธ์", "มีนาคม", "เมษายน", "พฤษภาคม", "มิถุนายน", "กรกฎาคม", "สิงหาคม", "กันยายน",
          "ตุลาคม", "พฤศจิกายน", "ธันวาคม")  # fmt: skip
SHORT = (
    "ม.ค.",
    "ก.พ.",
    "มี.ค.",
    "เม.ย.",
    "พ.ค.",
    "มิ.ย.",
    "ก.ค.",
    "ส.ค.",
    "ก.ย.",
    "ต.ค.",
    "พ.ย.",
    "ธ.ค.",
)
HALF = ((2567, 10), (2567, 11), (2567, 12), (2568, 1), (2568, 2), (2568, 3))
TOPICS = ("โครงสร้างหน่วยงาน", "อำนาจหน้าที่", "แผนปฏิบัติราชการ", "คู่มือหรือแนวทางการให้บริการประชาชน",
          "ข้อมูลสถิติการให้บริการ", "รายการจัดซื้อจัดจ้าง", "แผนการใช้จ่ายงบประมาณ", "การจัดการเรื่องร้องเรียนการทุจริต",
          "ประมวลจริยธรรม", "การประเมินความเสี่ยงการทุจริต", "นโยบาย No Gift Policy", "การเปิดโอกาสให้มีส่วนร่วม",
          "รายงานผลการบริหารทรัพยากรบุคคล", "E-Service", "ข้อมูลผู้บริหาร", "Q&A ถามตอบ")  # fmt: skip
SENTENCES = (
    "เขตให้บริการประชาชนในพื้นที่ตามอำนาจหน้าที่ที่กฎหมายกำหนด โดยยึดหลักธรรมาภิบาล",
    "ประชาชนติดต่อขอรับบริการได้ที่ฝ่ายทะเบียนและฝ่ายปกครอง ในวันและเวลาราชการ",
    "พระราชบัญญัติระเบียบบริหารราชการกรุงเทพมหานคร พ.ศ. 2528 และที่แก้ไขเพิ่มเติม (ฉบับที่ 6) พ.ศ. 2562",
    "ฝ่ายเทศกิจตรวจความเป็นระเบียบเรียบร้อยของทางเท้าและที่สาธารณะ เมื่อปี 2550 ได้รับรางวัลระดับกลุ่มเขต",
    "ผู้รับบริการทั้งหมด 2,567 คน เป็นชาย 1,204 คน และหญิง 1,363 คน",
    "หากไม่พบเจ้าหน้าที่ ณ จุดบริการ โปรดติดต่อโทรศัพท์ภายใน 2568 ต่อ 11",
    "ผู้ใดให้หรือรับสินบน ต้องระวางโทษตามกฎหมาย และเขตจะไม่รับของขวัญทุกชนิด",
    "ผู้ร้องเรียนไม่ต้องเข้าสู่ระบบก่อน และข้อมูลของผู้ร้องจะถูกปกปิดไม่ให้บุคคลอื่นเข้าถึง",
    "ถนนที่อยู่ระหว่างการปรับปรุงผิวจราจรมี 4 สาย ผู้รับจ้างจะส่งมอบงานตามสัญญา",
    "คำขอที่เอกสารไม่ครบ เจ้าหน้าที่จะแจ้งภายใน 3 วัน คำขอที่ถูกลบออกจากระบบยื่นใหม่ได้",
)


def paragraphs(pick: random.Random, few: int = 3) -> str:
    return "".join(f"<p>{' '.join(pick.sample(SENTENCES, 2))}</p>" for _ in range(few))


def year_words(pick: random.Random, year: int) -> str:
    thai = str(year).translate(str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙"))
    return pick.choice(
        (f"ประจำปีงบประมาณ พ.ศ. {year}", f"ประจำปี {year}", f"ปีงบประมาณ พ.ศ. {thai}", f"ปีงบประมาณ {year}",
         f"ประจำปีงบประมาณ พ.ศ.{thai}", f"งบประมาณรายจ่ายประจำปี {year}")
    )  # fmt: skip


def month_words(pick: random.Random, year: int, month: int) -> str:
    name, short, two = MONTHS[month - 1], SHORT[month - 1], year % 100
    form = pick.randrange(5)
    return (
        f"{name} {year}",
        f"{name} พ.ศ. {year}",
        f"{short} {two}",
        f"เดือน{name} {year}",
        f"{short}{two}",
    )[form]


def statistics(pick: random.Random, year: int) -> str:
    """A table whose columns are months of a fiscal year."""
    months = [(year - 1 if at >= 10 else year, at) for at in (10, 11, 12, 1, 2, 3)]
    form = random.Random(pick.randrange(99))
    heads = "".join(f"<th>{SHORT[m - 1]} {y % 100}</th>" for y, m in months)
    cells = "".join(f"<td>{form.randrange(40, 2600):,}</td>" for _ in months)
    return f"<table><tr><th>งานบริการ</th>{heads}</tr><tr><td>ทำบัตรประชาชน</td>{cells}</tr><tr><td>ย้ายที่อยู่</td>{cells}</tr></table>"


def monthly_list(pick: random.Random, months: list[tuple[int, int]]) -> str:
    """Links to a file of each month."""
    form = random.Random(pick.randrange(10**6))
    kind = form.randrange(3)
    words = [f"{MONTHS[m - 1]} {y}" if kind == 0 else f"{SHORT[m - 1]} {y % 100}" if kind == 1 else
             f"{MONTHS[m - 1]} พ.ศ. {y}" for y, m in months]  # fmt: skip
    return (
        "<ul>"
        + "".join(
            f'<li><a href="/files/sk{at}.pdf">สรุปผลการจัดซื้อจัดจ้าง (สขร.1) เดือน{word}</a></li>'
            for at, word in enumerate(words)
        )
        + "</ul>"
    )


NOT_THERE = (
    ("ไม่พบหน้าที่ต้องการ", "ขออภัยค่ะ ไม่พบหน้าที่ท่านเรียก อาจถูกย้ายหรือลบออกไปแล้ว"),
    ("404", "หน้านี้ไม่มีอยู่ในระบบ กรุณาตรวจสอบที่อยู่อีกครั้ง"),
    (
        "Page not found",
        "The page you are looking for could not be found. It might have been removed.",
    ),
    (
        "Oops! That page can’t be found.",
        "It looks like nothing was found at this location. Maybe try a search?",
    ),
    ("แจ้งเตือน", "เอกสารที่ท่านต้องการดาวน์โหลดถูกลบออกจากระบบแล้ว"),
    ("Error", "Sorry, the article you requested does not exist."),
    ("ข้อผิดพลาด", "บทความนี้ไม่มีหรือถูกนำออกแล้ว กลับสู่หน้าหลัก"),
    ("ข่าวประชาสัมพันธ์", "ขออภัย ลิงก์นี้หมดอายุแล้ว"),
    (
        "เว็บไซต์เขต",
        "<b>Fatal error</b>: Uncaught PDOException: SQLSTATE[HY000] in /var/www/html/index.php:12",
    ),
    ("ระบบเผยแพร่เอกสาร", "เสียใจด้วยค่ะ หาไฟล์ที่ท่านเลือกไม่เจอแล้ว"),
)
NOT_READY = (
    "อยู่ระหว่างการปรับปรุงข้อมูล", "เนื้อหากำลังจัดทำ โปรดกลับมาอีกครั้ง", "Coming soon", "ยังไม่มีข้อมูล", "Under construction",
    "ไม่พบข้อมูล", "อยู่ระหว่างรวบรวมเอกสาร จะเผยแพร่ให้ทราบภายหลัง",
)  # fmt: skip
CLOSED = (
    (
        "Google Drive: Access Denied",
        "You need access. Ask for access, or switch to an account with access. Request access",
    ),
    ("ต้องได้รับสิทธิ์", "คุณต้องมีสิทธิ์เข้าถึง ขอสิทธิ์เข้าถึง หรือเปลี่ยนไปใช้บัญชีที่มีสิทธิ์"),
    (
        "OneDrive",
        "This item might not exist or is no longer available. You don't have access to this folder",
    ),
    ("Dropbox", "This folder is private. Sign in to request access."),
    ("Facebook", "เนื้อหานี้ไม่พร้อมใช้งานในขณะนี้ เจ้าของอาจแชร์ให้คนกลุ่มเล็ก ๆ เท่านั้น"),
)
ENGLISH = (
    "The district office provides civil registration, public health and revenue services to residents and visitors. "
    "Officers do not accept gifts of any kind. Complaints may be submitted at the counter or by telephone during hours. "
)
