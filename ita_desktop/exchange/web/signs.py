"""Words by which a page says what it is: nothing there, a log-in, a closed folder, not ready."""

import re
from typing import Final

NOT_THERE: Final = re.compile(
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
FAULTY: Final = re.compile(
    r"fatal\s+error|uncaught\s+\w*(?:exception|error)|sqlstate|error\s+establishing\s+a\s+database"
    r"|server\s+error\s+in|internal\s+server\s+error|mysqli?_|you\s+have\s+an\s+error\s+in\s+your\s+sql"
    r"|ไม่สามารถเชื่อมต่อ(?:กับ)?ฐานข้อมูล|stack\s+trace|traceback\s+\(most|account\s+(?:has\s+been\s+)?suspended"
    r"|domain\s+(?:is\s+)?(?:for\s+sale|expired|parked)|บัญชีถูกระงับ|โดเมนหมดอายุ",
    re.IGNORECASE,
)
HIJACKED: Final = re.compile(
    r"สล็อต|บาคาร่า|คาสิโน|หวยออนไลน์|พนันออนไลน์|เว็บตรง|slot\s*(?:gacor|online|88)|casino|baccarat|togel",
    re.IGNORECASE,
)
CLOSED: Final = re.compile(
    r"(?:you\s+)?need\s+(?:access|permission)|request\s+access|access\s+denied|don[’']?t\s+have\s+(?:access|permission)"
    r"|ask\s+for\s+access|(?:folder|file|link|item|document)\s+(?:is|has\s+been)\s+(?:private|restricted|not\s+shared)"
    r"|not\s+(?:been\s+)?shared\s+with\s+you|this\s+content\s+isn[’']?t\s+available"
    r"|ขอสิทธิ์(?:การ)?เข้าถึง|ขอสิทธิ์|คุณ(?:จะ)?ต้อง(?:มี|ได้รับ|ขอ)สิทธิ์|ไม่มีสิทธิ์(?:ใน)?(?:การ)?(?:เข้าถึง|เปิด|ดู|เข้าใช้)"
    r"|ไม่ได้รับอนุญาตให้เข้าถึง|ขอ(?:การ)?เข้าถึง|ขออนุญาตเข้าถึง|เนื้อหานี้ไม่พร้อมใช้งาน|เฉพาะผู้ที่ได้รับ(?:สิทธิ์|อนุญาต|เชิญ)",
    re.IGNORECASE,
)
LOG_IN: Final = re.compile(
    r"(?:please|must|need\s+to|have\s+to)\s+(?:log|sign)\s*-?\s*in|(?:log|sign)\s*-?in\s+(?:required|to\s+(?:continue|view|your))"
    r"|(?:กรุณา|โปรด|(?<!ไม่)ต้อง)\s*(?:เข้าสู่ระบบ|ล็อก\s*อิน|ล็อคอิน|ลงชื่อเข้า(?:สู่ระบบ|ใช้)?|login|log\s*in)"
    r"|(?<!ต้อง)เข้าสู่ระบบ(?:ก่อน|เพื่อ)|เฉพาะ(?:สมาชิก|เจ้าหน้าที่|บุคลากร)(?:เท่านั้น)?",
    re.IGNORECASE,
)
LOG_IN_NAMES: Final = re.compile(
    r"เข้าสู่ระบบ|ลงชื่อเข้าใช้|ล็อกอิน|\b(?:log|sign)\s*-?\s*(?:in|on)\b|authentication|single\s+sign",
    re.IGNORECASE,
)
LOG_IN_PATH: Final = re.compile(
    r"(?:^|[/._?&=-])(?:log-?in|sign-?in|log-?on|wp-login|servicelogin|oauth2?|sso|adfs|auth|checkpoint)(?:[/._?&=-]|$)",
    re.IGNORECASE,
)
DRIVES: Final = re.compile(
    r"drive|docs\.google|sharepoint|onedrive|1drv|dropbox|share|folder|box\.com|icloud|mega\.",
    re.IGNORECASE,
)
NOT_READY: Final = re.compile(
    r"(?:อยู่)?(?:ใน)?ระหว่าง(?:การ)?(?:ปรับปรุง|พัฒนา|จัดทำ|ดำเนินการ(?:ปรับปรุง|จัดทำ|รวบรวม)?|รวบรวม)|กำลัง(?:ปรับปรุง|พัฒนา|จัดทำ|อัป)"
    r"|(?:ปิด|งด)(?:เพื่อ)?ปรับปรุง|under\s+(?:construction|maintenance)|coming\s+soon|เร็ว\s?ๆ\s?นี้|ยังไม่มี(?:ข้อมูล|เนื้อหา|เอกสาร|รายการ)"
    r"|ไม่มีข้อมูล(?:ให้แสดง|แสดง|ในขณะนี้|ในระบบ|\s*$)|no\s+(?:data|content|results?|posts?|records?|items?)(?:\s+(?:available|found|to\s+display|yet))?"
    r"|lorem\s+ipsum|it\s+works!|welcome\s+to\s+nginx|default\s+(?:web\s+)?page|จะ(?:นำ|เผยแพร่)[^\n]{0,30}ภายหลัง|to\s+be\s+(?:added|updated)",
    re.IGNORECASE,
)
NOTHING_TO_SHOW: Final = re.compile(
    r"ไม่มี(?:การ|เรื่อง|ข้อร้อง|ผู้|กรณี|โครงการ|รายการ(?:จัดซื้อ|ดำเนิน|รับ|เรื่อง)|ข้อมูล(?:เรื่อง|การ|ร้อง))|ไม่ปรากฏ(?:เรื่อง|ว่า|การ)|ไม่พบ(?:เรื่อง|การทุจริต|การร้อง|การกระทำ)"
    r"|no\s+(?:complaints?|cases?|procurements?)",
    re.IGNORECASE,
)
