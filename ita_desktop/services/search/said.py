"""What clerks say: a line of words for each thing of the program, and everyday twins of words.

The lines stand beside the pages, commands, sections, documents and paragraphs of the manual, by
where they open; questions are answered by them (`ranking.py`).
"""

from typing import Final

from ita_desktop.services.places import PageKey, Place

_HEADINGS: Final = "เรื่องประธานแจ้ง รับรองรายงาน เรื่องสืบเนื่อง เรื่องเพื่อทราบ เรื่องเพื่อพิจารณา เรื่องอื่น"
"""The usual headings of an agenda."""
SAID: Final = {
    # Pages.
    "overview": (
        "หน้าแรก วันนี้ทำอะไร ทำอะไรก่อน งานด่วน เลยกำหนด ค้าง ใกล้ถึงกำหนด เหลือกี่วัน สรุปสถานะ "
        "home dashboard todo task"
    ),
    "roster": (
        "คนในคณะ กรรมการ คณะทำงาน รายชื่อ ใครเป็นประธาน เลขา เพิ่มคน เอาคนออก ย้ายคน ลำดับชื่อ "
        "member team committee"
    ),
    "oit": (
        "ข้อ หลักฐาน ลิงก์ แนบไฟล์ ใครรับผิดชอบ มอบหมาย แจกงาน กำหนดส่ง ข้อไหนขาด ยังไม่ครบ ติ๊ก "
        "checklist evidence assign status owner responsible due deadline"
    ),
    "measures": "แผน มาตรการ โครงการ กิจกรรม วิธีปฏิบัติ แก้จุดอ่อน action plan project measure",
    "scores": (
        "คะแนน ได้เท่าไร ระดับอะไร เกรด ผ่านไหม แต้ม ตัวเลขมาจากไหน คะแนนตก คะแนนหาย กรอกคะแนน "
        "จำลอง ลองปรับ ขาดกี่คะแนน score grade result simulate"
    ),
    "meetings": (
        "ประชุม วาระ มติ นัด เชิญ ห้องประชุม วันประชุม ผู้เข้าประชุม จดรายงาน ครั้งหน้า "
        f"{_HEADINGS} meeting agenda minutes"
    ),
    "documents": (
        "พิมพ์ ดูตัวอย่าง ดาวน์โหลด บันทึกเป็น word pdf excel แบบราชการ เอกสารทั้งหมด print "
        "preview paper download"
    ),
    "surveys": (
        "แบบสำรวจ แบบสอบถาม แบบวัด คนตอบ ยอดตอบ คิวอาร์ ลิงก์แบบสอบถาม ตอบครบไหม ต้องตอบกี่คน "
        "survey form respondent iit eit qr"
    ),
    "collecting": (
        "ส่งฝ่าย ส่งโรงเรียน ใครยังไม่ส่ง ทวง ตามงาน เตือน แบบฟอร์มที่ส่งไป คืนแล้ว ตอบกลับ "
        "ยังไม่รับ ฝ่ายตอบ โทรตาม follow up pending reminder tracking"
    ),
    "settings": "ตั้งค่า ปรับแต่ง ตัวเลือก config option preferences",
    "year": (
        "ปฏิทิน กรอบ เกณฑ์ วันสำคัญ กำหนดการ วันปิด วันสุดท้าย นัดหมาย ลงมือถือ calendar schedule "
        "timeline deadline criteria"
    ),
    "roster/people": (
        "บุคลากร ทะเบียนคน ข้อมูลคน อยู่ฝ่ายไหน สังกัด ตำแหน่งอะไร เบอร์โทร อีเมล ชื่อเล่น "
        "เจ้าหน้าที่ ข้าราชการ staff people contact phone"
    ),
    "roster/posts": (
        "ดำรงตำแหน่ง ใส่ชื่อ ชื่อผอ. ใครเป็น คนใหม่ คนเก่า ย้าย เกษียณ ลาออก รักษาการ แทน หัวหน้าฝ่ายคนใหม่ "
        "เปลี่ยนผู้อำนวยการ position director head acting"
    ),
    "roster/orders": (
        "คำสั่งแต่งตั้ง แต่งตั้งกรรมการ ร่างคำสั่ง เลขคำสั่ง คนในคำสั่ง ลงนามคำสั่ง แก้คำสั่ง "
        "ยกเลิกคำสั่ง พ้นจากคำสั่ง order appoint"
    ),
    "measures/analysis:": (
        "วิเคราะห์ จุดเด่น จุดด้อย จุดอ่อน ข้อที่คะแนนต่ำ คะแนนตก ประเด็นปรับปรุง weakness "
        "strength gap analysis swot"
    ),
    "measures/tracking:": (
        "ติดตาม บันทึกผล ผลการดำเนินงาน ทำแล้ว ยังไม่ทำ รูปกิจกรรม ใส่รูป รายงานความก้าวหน้า รอบ "
        "6 เดือน 12 เดือน progress follow up track photo"
    ),
    "meetings/letters": (
        "หนังสือราชการ บันทึกข้อความ เลขที่หนังสือ เลขออก หนังสือเวียน หนังสือออก ร่างหนังสือ "
        "หนังสือเตือน ทวง ส่งหนังสือถึงฝ่าย letter memo"
    ),
    "settings/office": "ชื่อเขต ที่อยู่เขต เบอร์เขต ข้อมูลสำนักงาน หัวหนังสือ office address",
    "settings/units": (
        "หน่วย ฝ่าย โรงเรียน เพิ่มฝ่าย ชื่อย่อ ยุบฝ่าย เปลี่ยนชื่อฝ่าย unit department school"
    ),
    "settings/wordings": (
        "หัวกระดาษ ถ้อยคำ ข้อความ คำในเอกสาร แก้คำ หัวตาราง หัวเรื่อง คำนำ ปก ครุฑ โลโก้ ตรา แม่แบบ "
        "ฟอร์มหนังสือ template logo wording cover"
    ),
    "settings/look": (
        "สี มืด สว่าง ตัวหนังสือ ตัวอักษร เล็ก ใหญ่ มองไม่เห็น จอ ภาษา อังกฤษ ธีม dark mode theme "
        "font size language english"
    ),
    "settings/look#more": "สีชัด เส้นชัด ความสูงแถว เคลื่อนไหว สายตา contrast row height animation",
    "settings/backup": (
        "ที่เก็บแฟ้ม ไฟล์อยู่ไหน แฟลชไดรฟ์ สำรอง สำเนาที่สอง ตรวจแฟ้ม ย้ายการตั้งค่า location "
        "path usb drive backup folder"
    ),
    "settings/backup#answers": "คำตอบที่จำ ลืมคำตอบ จับคู่ชื่อ remember",
    "year/calendar": (
        "วันสำคัญ กำหนดการ วันปิดระบบ วันสุดท้าย ปฏิทินทั้งปี นัด ลงมือถือ ไฟล์ปฏิทิน schedule "
        "deadline date ics google calendar phone"
    ),
    "year/assessment": (
        "น้ำหนัก เกณฑ์ระดับ กี่คะแนนถึงจะผ่าน ผ่านต้องได้เท่าไร ร้อยละ เปลี่ยนเกณฑ์ weight "
        "threshold criteria"
    ),
    "year/framework": (
        "กรอบ ข้อใหม่ เพิ่มข้อ ลบข้อ แก้ชื่อข้อ หนังสือเวียน ตัวชี้วัด เกณฑ์ framework"
    ),
    "year/draft": "กรอบร่าง ยืนยัน คำว่าร่าง ยังไม่ยืนยัน draft confirm",
    "year/carried": "ยกมา ใช้ของเดิม ปีก่อน ปีที่แล้ว ลอก คัดลอก ข้อเปลี่ยน รวม แยก เหมือนเดิม copy last year",
    # Commands.
    "show_year": "คะแนนปี ผลปี ปีที่แล้ว ปีก่อน ปีเก่า เลือกปี เปลี่ยนปี ดูปี last year",
    "new": "สร้างแฟ้ม ไฟล์ใหม่ เริ่มใหม่ new file create",
    "open": "เปิดไฟล์ ไฟล์เก่า แฟ้มเดิม หาไฟล์ open file",
    "open_shared": "งานร่วม ทำพร้อมกัน หลายคน เครื่องแม่ข่าย login server online share",
    "sample": "ตัวอย่าง ลองเล่น ฝึก ทดลอง ของปลอม demo example try",
    "keep_sample": "เก็บตัวอย่าง เอาตัวอย่างไปใช้จริง",
    "save": "บันทึก เซฟ เก็บงาน กดเซฟ save",
    "back_up": "สำรอง แบ็กอัพ เก็บสำรอง ก๊อปเก็บ กันหาย backup copy",
    "save_copy": (
        "สำเนา บันทึกเป็น ก๊อปไฟล์ เอากลับบ้าน ใส่แฟลชไดรฟ์ เครื่องใหม่ ย้ายเครื่อง save as copy "
        "usb"
    ),
    "hand_on": (
        "ส่งต่อ แชร์ไฟล์ ให้คนอื่น ตัดเบอร์โทร ไม่เอาประวัติ ส่งให้เขตอื่น ส่งนอกสำนักงาน share "
        "file export without personal"
    ),
    "restore": (
        "กู้คืน ไฟล์พัง ไฟล์เสีย ไฟล์หาย เปิดไม่ขึ้น งานหาย ย้อนไปเมื่อวาน ของเก่า ลบไปแล้ว "
        "restore recover crash lost corrupt"
    ),
    "join": "รวมไฟล์ สองคน คนละเครื่อง คนละไฟล์ ไฟล์ซ้ำ แก้คนละที่ merge combine sync",
    "put_up": "ขึ้นเครื่องแม่ข่าย ย้ายขึ้น server upload",
    "take_home": "เอากลับบ้าน ทำที่บ้าน take home",
    "merge_home": "รวมงานที่บ้าน",
    "change_login": "เปลี่ยนรหัสผ่าน password",
    "city": (
        "เขตอื่น ทุกเขต อันดับ ที่เท่าไร ลำดับที่ เทียบเขต ห้าสิบเขต แผนที่ คลังมาตรการ "
        "มาตรการเขตอื่น ranking compare district map city"
    ),
    "close": "ปิดไฟล์ เลิกงาน close",
    "quit": "ปิดโปรแกรม ออกจากโปรแกรม เลิกใช้ exit quit close program",
    "undo": "เลิกทำ ย้อน ถอยกลับ กดผิด ลบผิด เอาคืน undo",
    "redo": "ทำซ้ำ ทำใหม่ redo",
    "history": (
        "ใครแก้ ใครลบ ใครทำ แก้เมื่อไร แก้อะไรไป ย้อนดู ย้อนกลับ กดผิด ลบผิด เผลอลบ เอาคืน "
        "ประวัติ log history who changed edited undo"
    ),
    "replace": (
        "เปลี่ยนคำ แก้คำผิด แก้ทุกที่ ทั้งหมดทีเดียว เปลี่ยนปี 67 68 69 แทนที่ สะกดผิด พิมพ์ผิด "
        "ชื่อผิด find replace typo change all"
    ),
    "fold_rail": "แถบซ้าย เมนูซ้าย ซ่อนเมนู จอแคบ เต็มจอ ขยายพื้นที่ sidebar hide full screen",
    "import": (
        "นำเข้า เอาเข้า ดึงไฟล์ ใส่ไฟล์ อัปโหลด โหลดเข้า เอาไฟล์ลง อ่านไฟล์ import upload load "
        "excel word pdf csv"
    ),
    "import_folder": "ทั้งโฟลเดอร์ หลายไฟล์ ไฟล์เยอะ ทีเดียว import folder many files",
    "send_round": (
        "ส่งแบบ ส่งใบงานให้ฝ่าย แบบฟอร์ม ให้ฝ่ายกรอก ให้โรงเรียนกรอก ขอข้อมูล แจกแบบ ส่งไฟล์ให้หน่วย ส่งเมล "
        "ถามฝ่าย ส่งซ้ำ ขอใหม่ send form request mail"
    ),
    "take_back": (
        "รับคืน ส่งกลับมาแล้ว ตอบกลับ กรอกแล้ว ฝ่ายส่งไฟล์มา โรงเรียนส่งมา ไฟล์จากเมล รวมคำตอบ "
        "receive return reply collect"
    ),
    "unit_matrix": (
        "ตารางรายหน่วย หน่วยไหนทำแล้ว ฝ่ายไหนยังไม่ทำ ใครทำอะไร รายเดือน matrix by unit who done"
    ),
    "check_links": (
        "ลิงก์เสีย ลิงก์ตาย เปิดลิงก์ไม่ได้ เช็กลิงก์ เว็บเปิดไม่ได้ 404 broken dead link check "
        "url"
    ),
    "new_year": "ใช้ชุดเดิม ยกมา ปีใหม่ ขึ้นปี เริ่มปี เพิ่มปี ปีหน้า ปีถัดไป new year next year",
    "erase": "ลบถาวร ลบคน ลบชื่อ ลบข้อมูลส่วนตัว ลบรูปคน pdpa erase delete personal privacy",
    "print": "พิมพ์ ปริ้น ออกกระดาษ เครื่องพิมพ์ print printer",
    "save_all": (
        "หลายฉบับ ทุกฉบับ ทั้งหมด ทีเดียว รวมเล่ม รวมเป็นไฟล์เดียว แฟ้มเดียว ทั้งปี โหลดทั้งหมด "
        "save all zip binder merge pdf"
    ),
    "brief": (
        "สรุปหน้าเดียว เสนอผอ. เสนอผู้บริหาร รายงานนาย สไลด์ นำเสนอ พรีเซนต์ executive summary "
        "present slide powerpoint ppt boss"
    ),
    "public_page": (
        "ขึ้นเว็บ ลงเว็บ เผยแพร่ หน้าเว็บ ประชาชนดู เว็บเขต ทำเว็บ website publish html web"
    ),
    "check_content": (
        "ตรวจเนื้อหา ตรวจก่อนพิมพ์ ตรวจความถูกต้อง ปีผิด ข้อความซ้ำ ลืมแก้ ค้างจากปีเก่า "
        "ผิดตรงไหน proofread check validate error"
    ),
    "help": "วิธีใช้ ช่วยด้วย คู่มือ ทำไม่เป็น help manual guide how",
    "tour": "สอนใช้ แนะนำ เริ่มต้น มือใหม่ ใช้ครั้งแรก tutorial onboarding getting started",
    "shortcuts": "ปุ่มลัด คีย์ลัด กดปุ่มไหน ctrl แป้นพิมพ์ shortcut hotkey keyboard",
    "news": "มีอะไรใหม่ เปลี่ยนอะไรบ้าง ของใหม่ what new changelog release",
    "copy_details": (
        "แจ้งปัญหา โปรแกรมค้าง เด้ง ใช้ไม่ได้ error ติดต่อผู้ดูแล ขึ้นข้อความผิดพลาด bug report "
        "support crash"
    ),
    "newer_version": "อัปเดต รุ่นใหม่ เวอร์ชันใหม่ ปรับรุ่น update upgrade",
    "licences": "ใช้ฟรี เสียเงินไหม ราคา ลิขสิทธิ์ สัญญาอนุญาต license open source",
    "about": "รุ่น เวอร์ชัน รุ่นอะไร version about",
    "import/units": "รายชื่อหน่วย ฝ่าย โรงเรียน จากไฟล์",
    "import/people": "รายชื่อคน บุคลากร เจ้าหน้าที่ จาก excel word รายชื่อจากการเจ้าหน้าที่",
    "import/roster": "รายชื่อกรรมการ คณะทำงาน จากไฟล์ จากคำสั่ง",
    "import/duties": "หน้าที่ อำนาจหน้าที่คณะ",
    "import/orders": "คำสั่งเก่า คำสั่งจาก word คำสั่งเดิม",
    "import/assignments": "ตารางมอบหมาย ใครทำข้อไหน จากไฟล์ แบ่งงาน",
    "import/analysis": "ตารางวิเคราะห์ จุดอ่อน จากไฟล์",
    "import/measures": "ตารางมาตรการ แผน จากไฟล์ word excel มาตรการเก่า",
    "import/progress": "ผลการดำเนินงาน รายงานผล จากไฟล์",
    "import/results": (
        "ผลคะแนน ผลประเมิน รายงานผลจากระบบ itas คะแนนจาก pdf ผลปีที่แล้ว score result report"
    ),
    "import/remarks": "ข้อสังเกต ข้อท้วง ผู้ตรวจ จากไฟล์",
    "import/evidence": "ลิงก์หลักฐาน รายการลิงก์ จาก excel หลายลิงก์ link list",
    "import/filing": "บันทึกการยื่น",
    "import/meetings": "รายงานการประชุมเก่า ระเบียบวาระ จาก word ประชุมปีก่อน",
    "import/letters": "หนังสือเก่า บันทึกข้อความ จาก word",
    "import/calendar": "ปฏิทิน กำหนดการ จากไฟล์",
    "import/respondents": "จำนวนคน ผู้ตอบ จากไฟล์",
    "import/answered": "ยอดตอบ จากระบบ จำนวนที่ตอบแล้ว",
    "import/chapters": "เล่มเก่า เล่มปีก่อน บท จาก word",
    "import/photos": "รูป ภาพกิจกรรม รูปถ่าย หลายรูป จากโฟลเดอร์ photo",
    "import/worksheet": "แบบกรอก ใบงาน ฝ่ายส่งไฟล์คืนมาแล้ว แบบฟอร์มที่ฝ่ายกรอก ไฟล์จากโรงเรียน form",
    # Documents.
    "documents/appointment-order": "คำสั่ง แต่งตั้ง กรรมการ คณะทำงาน พิมพ์คำสั่ง order",
    "documents/memo": "บันทึกข้อความ หนังสือราชการ หนังสือภายใน เชิญประชุม ครุฑ memo letter",
    "documents/unit-letters": "หนังสือถึงฝ่าย ขอข้อมูล ขอหลักฐาน ฝ่ายละฉบับ แยกหน่วย ส่งโรงเรียน",
    "documents/agenda": f"วาระ ระเบียบวาระ ครั้งหน้า หัวข้อประชุม {_HEADINGS} agenda",
    "documents/attendance": "ครั้งหน้า ใบลงชื่อ เซ็นชื่อ ลายเซ็น ใบเซ็น ลงชื่อเข้าประชุม sign sheet",
    "documents/attendance-recorded": (
        "ใครมาประชุม คนขาดประชุม คนลา ไม่มา มาแทน ผู้เข้าประชุม attendee absent"
    ),
    "documents/minutes": "ครั้งก่อน รายงานประชุม จดประชุม บันทึกการประชุม มติ สรุปประชุม minutes",
    "documents/survey-poster": "โปสเตอร์ คิวอาร์ ป้าย ติดประกาศ สแกน poster qr scan",
    "documents/survey-poster-a5": "โปสเตอร์เล็ก ครึ่งแผ่น",
    "documents/survey-poster-a5x2": "โปสเตอร์เล็ก สองใบ",
    "documents/survey-slips": "บัตร ใบเล็ก แจกคน นามบัตร คิวอาร์ slip card qr",
    "documents/meeting-pack": "เอกสารประชุม แฟ้มประชุม ชุดประชุม แจกในที่ประชุม handout",
    "documents/committee-roster": "รายชื่อกรรมการ คณะทำงาน list",
    "documents/roster-contacts": (
        "เบอร์โทร เบอร์ติดต่อ อีเมล ไลน์ ติดต่อใคร contact phone directory"
    ),
    "documents/personal-data-register": "ข้อมูลส่วนบุคคล เก็บกี่ปี pdpa privacy",
    "documents/survey-plan": "ต้องตอบกี่คน กลุ่มตัวอย่าง ตอบแล้วกี่คน",
    "documents/carry-over": "ข้อที่เปลี่ยน ปีนี้เปลี่ยนข้อไหน ข้อใหม่ ต่างจากปีก่อน what changed",
    "documents/framework-summary": (
        "สรุปกรอบ ตัวชี้วัดทั้งหมด มีกี่ข้อ รายการข้อ เกณฑ์ all items indicator"
    ),
    "documents/oit-assignments": "ตารางมอบหมาย ใครทำข้อไหน ผู้รับผิดชอบ แบ่งงาน assignment",
    "documents/analysis-by-indicator": "ตารางวิเคราะห์ จุดอ่อน ตัวชี้วัด",
    "documents/analysis-by-item": "ตารางวิเคราะห์ รายข้อ",
    "documents/measures-by-item": "ตารางมาตรการ แผน รายข้อ",
    "documents/measures-by-indicator": "ตารางมาตรการ แผน ตัวชี้วัด",
    "documents/communication-plan": "แผนสื่อสาร ประชาสัมพันธ์ การรับรู้",
    "documents/monitoring-summary": "มาตรการที่ล่าช้า ยังไม่ทำ ทำไปกี่เปอร์เซ็นต์ ติดตาม",
    "documents/unit-matrix": "หน่วยไหนทำแล้ว รายหน่วย",
    "documents/unit-worksheet": "แบบกรอก แบบฟอร์ม ใบงาน ให้ฝ่ายกรอก form",
    "documents/score-summary": "สรุปคะแนน ใบคะแนน ต้องทำอะไรถึงผ่าน",
    "documents/oit-filing": "ส่ง ป.ป.ช. กรอกในระบบ itas ยื่น คัดลอกลิงก์ไปกรอก submit",
    "documents/oit-dossier": "แฟ้มหลักฐาน รวมหลักฐาน เล่มหลักฐาน",
    "documents/oit-remarks": "ข้อสังเกต ข้อท้วง ผู้ตรวจ ชี้แจง",
    "documents/director-brief": "สรุปหน้าเดียว เสนอผอ. ผู้บริหาร สไลด์ powerpoint ppt",
    "documents/measures-book": "เล่ม รูปเล่ม ทำปกรายงาน ปก คำนำ สารบัญ book",
    "documents/progress-report": (
        "รายงาน 6 เดือน 12 เดือน ครึ่งปี สิ้นปี รอบแรก รอบสอง ผลการดำเนินงาน progress annual half "
        "year"
    ),
    "documents/result-report": "รายงานผลประเมิน ผลคะแนนทางการ ประจำปี annual result",
    "documents/result-analysis": "วิเคราะห์ผล คะแนนหายไปไหน จุดเด่น จุดที่ต้องพัฒนา",
    "documents/score-comparison": "เทียบปี เปรียบเทียบ ขึ้นหรือลง ดีขึ้นไหม compare trend",
    # Paragraphs of the manual.
    "help/evidence": "แนบไฟล์ แนบลิงก์ ลากไฟล์ ใส่หลักฐาน อัปโหลดหลักฐาน",
    "help/assign": "มอบหมาย แจกงาน ใครรับผิดชอบ กำหนดส่ง กรองของฝ่ายเรา assign",
    "help/proof": "หลักฐานไม่พอ ขัดแย้ง ยังไม่พิสูจน์ ทำไมไม่ผ่าน",
    "help/filing": "ยื่น กรอกระบบ ป.ป.ช. itas ส่งเข้าระบบ",
    "help/remarks": "ผู้ตรวจ ท้วง ชี้แจง ตอบข้อสังเกต แก้ตามที่ตรวจ อุทธรณ์ feedback comment",
    "help/people": "อยู่ฝ่ายไหน สังกัดอะไร ทะเบียน เบอร์โทร รักษาการ",
    "help/order": "ร่างคำสั่ง แต่งตั้ง เลขคำสั่ง",
    "help/order-change": "คนลาออก ย้าย เกษียณ เปลี่ยนกรรมการ แก้คำสั่ง คำสั่งเพิ่มเติม",
    "help/measure": "เพิ่มมาตรการ ผู้รับผิดชอบ",
    "help/record": "บันทึกผล ทำแล้ว ผู้เข้าร่วม รูป",
    "help/tracking": "สรุปผล ร้อยละ กี่เปอร์เซ็นต์ รอบรายงาน",
    "help/round": "นับรอบ 6 เดือน ครึ่งปี หกเดือน สิ้นปี รอบสอง",
    "help/carry-measures": "ลอกมาตรการ ของปีที่แล้ว ใช้ของเดิม copy",
    "help/crop": "ตัดรูป ครอป ตัดขอบ crop",
    "help/blur": "เซ็นเซอร์ หน้าคน หน้าเด็ก ปิดหน้า เบลอหน้า blur face",
    "help/explained": "คิดยังไง สูตร ตัวเลขไม่ตรง มาจากไหน ทำไมได้เท่านี้",
    "help/trial": "จำลอง สมมติ ถ้าได้เพิ่ม ลองคิดคะแนน what if simulate",
    "help/next-level": "อีกกี่คะแนน ขาดเท่าไร ถึงจะผ่าน ระดับ แต้ม",
    "help/agenda": f"เพิ่มวาระ เลื่อนวาระ หัวข้อประชุม {_HEADINGS}",
    "help/attendance": "ใครมา ใครขาด ลา มาแทน เช็กชื่อ",
    "help/resolutions": "จดมติ รับทราบ เห็นชอบ",
    "help/letters": "เลขหนังสือ เลขที่ออก เวียน หนังสือเชิญ",
    "help/respondents": "จำนวนคน ประเภทผู้ตอบ",
    "help/answered": "ตอบครบไหม ขาดกี่คน",
    "help/posters": "คิวอาร์ โปสเตอร์ ติดประกาศ บัตร สแกน",
    "help/sending": "ส่งแบบ ส่งเมล ให้ฝ่ายกรอก แนบแบบ",
    "help/returned": "รับแล้ว ไม่รับ ค้างรับ ค่าขัดกัน ของใครถูก accept reject conflict",
    "help/board": (
        "ใครส่งแล้ว ใครยังไม่ส่ง ทวง เตือน โทรมาตอบ ตอบทางไลน์ ส่งซ้ำ แบบหาย ส่งผิด reminder "
        "resend"
    ),
    "help/widths": "ช่องแคบ ตารางล้น ตัวหนังสือตกขอบ ขยายช่อง column width",
    "help/save-all": "โหลดทั้งหมด ทุกเอกสาร",
    "help/book": "เล่ม ปก คำนำ สารบัญ บท เพิ่มบท",
    "help/content-check": "ตรวจก่อนส่ง ผิดตรงไหน",
    "help/compare-paper": "เทียบกับที่พิมพ์ ต่างจากที่เซ็น ไม่ตรงกับฉบับพิมพ์ diff",
    "help/signed": "เซ็นแล้ว ลงนามแล้ว เก็บสแกน สแกนคำสั่ง ฉบับจริง signed scan archive",
    "help/list-files": "เอาไปแก้ใน excel คัดลอกตารางไป excel แก้แล้วเอากลับ อัปกลับ export excel",
    "help/paste": "วางจาก excel ก๊อปมาวาง",
    "help/left": "นำเข้าไม่ครบ ข้อความหาย ขาดไป",
    "help/calendar": "ลงมือถือ นัดหมาย google calendar",
    "help/new-year": "ขึ้นปีใหม่ เพิ่มปี ปีหน้า ใช้ชุดเดิม ยกรายชื่อมา",
    "help/framework-editing": "เกณฑ์เปลี่ยน แก้ข้อ เพิ่มข้อ",
    "help/join": "รวมไฟล์สองคน แก้คนละเครื่อง",
    "help/hand-on": "ตัดเบอร์โทร ส่งให้คนนอก แชร์",
    "help/public-texts": "เบอร์โทรหลุด เลขบัตรประชาชน ข้อมูลส่วนตัวในเอกสาร",
    "help/unsaved": "บันทึกไม่ได้ ยังไม่บันทึก แฟลชไดรฟ์หลุด เซฟไม่ได้",
    "help/several-files": (
        "รวมงานกับเพื่อน เพื่อนทำ ไฟล์ไหนล่าสุด หลายเวอร์ชัน ไฟล์ซ้ำ ไฟล์เบิ้ล หลายไฟล์ onedrive คลาวด์ "
        "copy duplicate"
    ),
    "help/conflict": "แก้ชนกัน แก้พร้อมกัน ทับกัน conflict",
    "help/undo-list": "ใครแก้ แก้เมื่อไร ย้อนกลับ",
    "help/todo": "งานด่วน ทำอะไรก่อน",
    "help/roster-day": "รายชื่อวันนั้น ใครเป็นกรรมการตอนนั้น",
    "help/matrix": "หน่วยไหนทำแล้ว",
    "help/newer-version": "อัปเดต",
    "help/offline": "ไม่มีเน็ต เน็ตหลุด ออฟไลน์ offline",
    "help/printer": "ปริ้นไม่ออก เครื่องพิมพ์ กระดาษ สั่งพิมพ์แล้วเงียบ printer problem",
    "help/no-score": "ทำไมได้ศูนย์ ได้ 0 คะแนนไม่เพิ่ม แนบแล้วไม่ได้คะแนน คะแนนเท่าเดิม zero",
    "help/forgotten": "ลืมรหัส เข้าไม่ได้ ล็อกอินไม่ได้ password login",
    "help/where": "เก็บไฟล์ไว้ที่ไหน หาไฟล์ไม่เจอ ไดรฟ์ โฟลเดอร์กลาง where folder",
    "help/new-computer": "เครื่องใหม่ เปลี่ยนคอม ลงเครื่องใหม่ ยกอะไรไป ย้ายงานไปอีกเครื่อง new computer",
    "help/keep-out": "ใส่รหัสไฟล์ ล็อกไฟล์ กลัวคนอื่นเห็น ความปลอดภัย lock security",
    "help/two-people": "ไฟล์ถูกล็อก มีคนเปิดอยู่ แก้ไม่ได้ อ่านอย่างเดียว เปิดชนกัน read only locked",
    "help/library": "ดูมาตรการของเขตอื่น คลัง ดูของเขตอื่น ลอกเขตอื่น ตัวอย่างมาตรการ",
    "help/rows": "ลบบรรทัด ลบแถว ลบรายการ เอาออก delete row",
    "help/columns": "ซ่อนช่อง ช่องแคบ ขยายช่อง ตารางล้นจอ ตารางใหญ่ คอลัมน์หาย หาช่องไม่เจอ hide column",
    "help/filters": "กรอง เรียง เฉพาะฝ่าย เฉพาะของฉัน ก-ฮ filter sort",
    "help/saved": "เซฟตรงไหน ต้องกดบันทึกไหม ปิดเครื่อง autosave",
    "help/red": "เลขแดง วงแดง ขึ้นแดง แจ้งเตือน red badge notification",
    "help/wordings": "แก้คำ หัวตาราง คำนำ ปก ข้อความในหนังสือ",
    "help/restore-copy": "ไฟล์พัง ย้อนไปเมื่อวาน ของเก่า",
    "help/restore-rows": "เอากลับบางแถว กู้เฉพาะบางอย่าง",
    "help/links": "ลิงก์เสีย ลิงก์ตาย เปิดไม่ได้",
    "help/replacing": "แก้คำผิด แก้ทุกที่ เปลี่ยนปี",
    "help/found": "หลายไฟล์ ทั้งโฟลเดอร์",
    "help/preview": "ดูก่อนรับ จะทับของเดิมไหม นำเข้าแล้วของเก่าหายไหม ซ้ำไหม overwrite",
    "help/erase": "ลบชื่อ ลบคน ลบรูป ถาวร pdpa",
    "help/tasks": "เรื่องสืบเนื่อง สั่งงาน ใครทำอะไร งานจากที่ประชุม มอบหมายในที่ประชุม",
    "help/pack": "แฟ้มประชุม แจกเอกสาร",
    "help/sampling": "ต้องตอบกี่คน กลุ่มตัวอย่าง ร้อยละ",
    "help/draft": "ร่าง ลายน้ำ คำว่าร่าง",
    "help/settings-file": "ย้ายการตั้งค่า ส่งถ้อยคำให้เขตอื่น",
    "help/file-health": "ตรวจแฟ้ม ไฟล์ใหญ่ พื้นที่เต็ม disk size",
    "help/connect": "เปิดงานร่วม ต่อเครื่องแม่ข่าย login",
    "help/new-password": "เปลี่ยนรหัสผ่าน",
    "help/year-list": "เปลี่ยนปี เลือกปี ดูปีเก่า",
    "help/beginning": "เริ่มปี เริ่มต้นทำอะไรก่อน ขั้นตอน",
    "help/pin": "เส้นปี หมุด วันสำคัญ",
    "help/photograph": "ดูรูปใหญ่",
    "help/analysis": "จุดอ่อน จุดแข็ง เสนอจากคะแนน",
    "help/details": "รายละเอียดข้อ แก้คำอธิบายข้อ",
    "help/framework-table": "หนังสือเวียนใหม่ เกณฑ์ปีใหม่มาแล้ว ข้อใหม่จากไฟล์",
    "help/framework-comparison": "เกณฑ์ต่างกันตรงไหน",
    # Kinds of records.
    "item": "ข้อ หัวข้อ item",
    "indicator": "ตัวชี้วัด kpi indicator",
    "measure": "มาตรการ แผน measure",
    "person": "คน ใคร เจ้าหน้าที่ person staff",
    "unit": "หน่วย ฝ่าย unit department",
    "order": "คำสั่ง order",
    "meeting": "ประชุม วาระ meeting",
    "letter": "หนังสือ เลขที่ letter",
    "date": "วัน วันที่ กำหนด เมื่อไร วันสุดท้าย date deadline",
}  # fmt: skip
"""Words of clerks, Thai and English, by page and target, command and target, document, topic of the
manual, and kind of record."""

TWINS: Final = (
    ("ไฟล์", "แฟ้ม", "file"),
    ("รูป", "ภาพ", "รูปภาพ", "ภาพถ่าย", "photo", "picture", "image"),
    ("พิมพ์", "ปริ้น", "ปริ๊น", "ปรินท์", "print"),
    ("เซ็น", "ลงนาม", "ลงชื่อ", "ลายเซ็น", "ลายมือชื่อ", "เซ็นชื่อ", "sign"),
    ("ลบ", "เอาออก", "ถอน", "ทิ้ง", "ตัด", "delete", "remove"),
    ("แก้", "แก้ไข", "เปลี่ยน", "ปรับ", "edit", "change"),
    ("เพิ่ม", "ใส่", "สร้าง", "แอด", "add", "create"),
    ("บันทึก", "เซฟ", "เก็บ", "save"),
    ("คัดลอก", "ก๊อป", "ก๊อปปี้", "ก็อป", "ลอก", "copy"),
    ("นำเข้า", "เอาเข้า", "อัปโหลด", "อัพโหลด", "อัป", "อัพ", "import", "upload"),
    ("ส่งออก", "ดาวน์โหลด", "โหลด", "export", "download"),
    ("ทวง", "ตาม", "เตือน", "หนังสือเตือน", "remind", "reminder"),
    ("คืน", "ส่งคืน", "ส่งกลับ", "ตอบกลับ", "รับกลับ", "return", "reply"),
    ("ขาด", "ยังไม่ครบ", "ค้าง", "ยังไม่เสร็จ", "missing", "pending"),
    ("เลยกำหนด", "เกินกำหนด", "ล่าช้า", "ช้า", "late", "overdue"),
    ("กำหนดส่ง", "เดดไลน์", "วันสุดท้าย", "ครบกำหนด", "deadline", "due"),
    ("มือถือ", "โทรศัพท์", "phone", "mobile"),
    ("เบอร์", "เบอร์โทร", "โทรศัพท์"),
    ("เมล", "อีเมล", "อีเมล์", "email", "mail", "outlook"),
    ("เครื่อง", "คอม", "คอมพิวเตอร์", "computer", "pc"),
    ("แบบ", "แบบฟอร์ม", "ฟอร์ม", "แบบกรอก", "form"),
    ("คะแนน", "แต้ม", "เปอร์เซ็นต์", "ร้อยละ", "score", "point"),
    ("ระดับ", "เกรด", "level", "grade"),
    ("ตัวหนังสือ", "ตัวอักษร", "ฟอนต์", "font"),
    ("จอ", "หน้าจอ", "หน้าต่าง", "screen"),
    ("แคบ", "ความกว้าง", "กว้าง", "width"),
    ("ขยาย", "ใหญ่", "กว้าง"),
    ("ช่อง", "คอลัมน์", "column"),
    ("แถว", "บรรทัด", "row"),
    ("ประชุม", "การประชุม", "meeting", "มีทติ้ง", "มีตติ้ง", "มีทติง", "มิตติ้ง"),
    ("ผู้อำนวยการ", "ผอ", "ผู้บริหาร", "นาย", "director", "boss"),
    ("หัวหน้า", "หน", "head", "chief"),
    ("รอง", "ผู้ช่วย", "deputy", "assistant"),
    ("เลขานุการ", "เลขา", "secretary"),
    ("ประธาน", "chair", "chairman"),
    ("กรรมการ", "คณะกรรมการ", "คณะทำงาน", "committee"),
    ("ฝ่าย", "หน่วย", "หน่วยงาน", "แผนก", "department", "unit"),
    ("โรงเรียน", "รร", "school"),
    ("ครู", "อาจารย์", "teacher"),
    ("ตัวชี้วัด", "kpi", "indicator"),
    ("มาตรการ", "measure"), ("แผน", "plan"),
    ("หลักฐาน", "evidence"),
    ("ลิงก์", "ลิ้ง", "ลิ้งค์", "ลิงค์", "link", "url"),
    ("เว็บ", "เว็บไซต์", "website", "web"),
    ("ปีก่อน", "ปีที่แล้ว", "ปีเก่า", "last year"),
    ("ปีหน้า", "ปีใหม่", "ปีถัดไป", "ปีต่อไป", "next year"),
    ("ครั้งหน้า", "รอบหน้า", "คราวหน้า", "ครั้งต่อไป", "ครั้งถัดไป", "รอบต่อไป", "รอบถัดไป", "next"),
    ("ครั้งก่อน", "ครั้งที่แล้ว", "คราวก่อน", "คราวที่แล้ว", "รอบก่อน", "รอบที่แล้ว", "last"),
    ("เดิม", "ของเดิม", "ชุดเดิม", "ยกมา", "เหมือนเดิม"),
    ("ซ้ำ", "เบิ้ล", "ซ้อน", "หลายฉบับ", "duplicate", "double"),
    ("คลาวด์", "onedrive", "google", "drive", "dropbox", "ไดรฟ์", "cloud", "sync"),
    ("วาระ", "ระเบียบวาระ", "agenda"),
    ("เรื่องสืบเนื่อง", "สืบเนื่อง", "เรื่องค้างพิจารณา", "ติดตามงาน"),
    ("เรื่องเพื่อทราบ", "แจ้งเพื่อทราบ", "เพื่อทราบ"),
    ("เรื่องเพื่อพิจารณา", "เพื่อพิจารณา"),
    ("ครึ่งปี", "หกเดือน", "6 เดือน", "half year"),
    ("สิ้นปี", "ทั้งปี", "12 เดือน", "ประจำปี", "annual"),
    ("เล่ม", "รูปเล่ม", "book"),
    ("สไลด์", "พรีเซนต์", "พาวเวอร์พอยต์", "powerpoint", "ppt", "slide"),
    ("เผยแพร่", "ประกาศ", "publish"),
    ("ขัดกัน", "ไม่ตรง", "ไม่ตรงกัน", "ต่างกัน", "ชนกัน", "conflict"),
    ("หาย", "สูญ", "lost"),
    ("เสีย", "พัง", "เสียหาย", "ตาย", "broken"),
    ("ผู้ตรวจ", "ผู้ประเมิน", "ปปช", "assessor"),
    ("ท้วง", "ทักท้วง", "ข้อสังเกต", "ข้อเสนอแนะ", "comment", "feedback"),
    ("รายชื่อ", "ชื่อ", "list", "name"),
    ("แจก", "มอบหมาย", "แบ่งงาน", "assign"),
    ("รับผิดชอบ", "ผู้รับผิดชอบ", "เจ้าภาพ", "เจ้าของเรื่อง", "responsible", "owner"),
    ("ลา", "ไม่มา", "ขาดประชุม", "absent"),
    ("แชร์", "ส่งต่อ", "แบ่งปัน", "share"),
    ("กู้", "กู้คืน", "restore", "recover"),
    ("สำรอง", "แบ็กอัพ", "แบ็กอัป", "สำเนา", "backup"),
    ("แฟลชไดรฟ์", "แฟลชไดร์", "แฟลชไดร์ฟ", "ทรัมไดรฟ์", "usb"),
    ("เน็ต", "อินเทอร์เน็ต", "internet"),
    ("คิวอาร์", "คิวอาร์โค้ด", "qr"),
    ("ศูนย์", "0"), ("หนึ่ง", "1"), ("สอง", "2"), ("สาม", "3"), ("สี่", "4"), ("ห้า", "5"),
    ("หก", "6"),
    ("เจ็ด", "7"), ("แปด", "8"), ("เก้า", "9"), ("สิบ", "10"), ("สิบเอ็ด", "11"), ("สิบสอง", "12"),
    ("มกรา", "มกราคม", "ม.ค.", "january"), ("กุมภา", "กุมภาพันธ์", "ก.พ.", "february"),
    ("มีนา", "มีนาคม", "มี.ค.", "march"), ("เมษา", "เมษายน", "เม.ย.", "april"),
    ("พฤษภา", "พฤษภาคม", "พ.ค.", "may"), ("มิถุนา", "มิถุนายน", "มิ.ย.", "june"),
    ("กรกฎา", "กรกฎาคม", "ก.ค.", "july"), ("สิงหา", "สิงหาคม", "ส.ค.", "august"),
    ("กันยา", "กันยายน", "ก.ย.", "september"), ("ตุลา", "ตุลาคม", "ต.ค.", "october"),
    ("พฤศจิกา", "พฤศจิกายน", "พ.ย.", "november"), ("ธันวา", "ธันวาคม", "ธ.ค.", "december"),
)  # fmt: skip
"""Groups of words that mean the same in an office; a question asks for any of a group."""


def said_of(kind: str, place: Place) -> str:
    """Return what clerks say for a record of a kind, else for a page, a part of it, a command or a
    document that a place opens; empty if nothing else.

    >>> said_of("command", Place(PageKey.OVERVIEW, command="about"))
    'รุ่น เวอร์ชัน รุ่นอะไร version about'
    """
    if kind in SAID:
        return SAID[kind]
    target = place.target.partition("#")[0] if place.page is PageKey.DOCUMENTS else place.target
    if place.command:
        return SAID.get(f"{place.command}/{target}", "") or SAID.get(place.command, "")
    return SAID.get(f"{place.page}/{target}" if target else place.page, "")


def said_about(topic: str) -> str:
    """Return what clerks say for a topic of the manual; empty if nothing else."""
    return SAID.get(f"help/{topic}", "")
