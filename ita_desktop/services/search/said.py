"""What clerks say: a line of words for each thing of the program.

The lines stand beside the pages, commands, sections, documents and paragraphs of the manual, by
where they open; questions are answered by them (`ranking.py`).
"""

from typing import Final

from ita_desktop.services.places import PageKey, Place
from ita_desktop.services.search.said_of_manual import HEADINGS

SAID: Final = {
    # Pages.
    "overview": (
        "หน้าแรก วันนี้ทำอะไร ทำอะไรก่อน งานด่วน เลยกำหนด ค้าง ใกล้ถึงกำหนด เหลือกี่วัน "
        "สรุปสถานะ home dashboard todo task เดือนนี้มีอะไร ครบกำหนดเดือนนี้ งานค้าง งานวันนี้ "
        "ต้องทำอะไร สถานะรวม คืบหน้าแค่ไหน"
    ),
    "roster": (
        "คนในคณะ กรรมการ คณะทำงาน รายชื่อ ใครเป็นประธาน เลขา เพิ่มคน เอาคนออก ย้ายคน "
        "ลำดับชื่อ member team committee คณะกรรมการชุดไหน เพิ่มกรรมการ ลบกรรมการ ใครอยู่ในคณะ "
        "กก. คทง."
    ),
    "oit": (
        "ข้อ หลักฐาน ลิงก์ แนบไฟล์ ใครรับผิดชอบ มอบหมาย แจกงาน กำหนดส่ง ข้อไหนขาด ยังไม่ครบ "
        "ติ๊ก checklist evidence assign status owner responsible due deadline ข้อไหนค้าง "
        "เปลี่ยนคนรับผิดชอบ เลื่อนกำหนดส่ง ส่งหลักฐาน แปะลิงก์"
    ),
    "measures": (
        "แผน มาตรการ โครงการ กิจกรรม วิธีปฏิบัติ แก้จุดอ่อน action plan project measure "
        "แผนยกระดับ แผนปรับปรุง แก้มาตรการ ลบมาตรการ มาตรการข้อไหน"
    ),
    "scores": (
        "คะแนน ได้เท่าไร ระดับอะไร เกรด ผ่านไหม แต้ม ตัวเลขมาจากไหน คะแนนตก คะแนนหาย "
        "กรอกคะแนน จำลอง ลองปรับ ขาดกี่คะแนน score grade result simulate ได้กี่คะแนน "
        "ได้เกรดอะไร ทำไมได้เท่านี้ ผ่านหรือยัง คะแนนปีนี้ แก้คะแนน พิมพ์คะแนน ใส่คะแนน"
    ),
    "meetings": (
        "ประชุม วาระ มติ นัด เชิญ ห้องประชุม วันประชุม ผู้เข้าประชุม จดรายงาน ครั้งหน้า "
        f"{HEADINGS} meeting agenda minutes ประชุมเมื่อไร นัดประชุม ประชุมกี่โมง ห้องไหน "
        "ประธานประชุม องค์ประชุม เลื่อนประชุม"
    ),
    "documents": (
        "พิมพ์ ดูตัวอย่าง ดาวน์โหลด บันทึกเป็น word pdf excel แบบราชการ เอกสารทั้งหมด print "
        "preview paper download เอกสารไหน หาเอกสาร ปริ้นเอกสาร เซฟเป็น"
    ),
    "surveys": (
        "แบบสำรวจ แบบสอบถาม แบบวัด คนตอบ ยอดตอบ คิวอาร์ ลิงก์แบบสอบถาม ตอบครบไหม ต้องตอบกี่คน "
        "survey form respondent iit eit qr ตอบไปกี่คน ใครยังไม่ตอบ ลูกจ้างตอบ ประชาชนตอบ "
        "ลิงก์แบบวัด ตอบครบยัง"
    ),
    "collecting": (
        "ส่งฝ่าย ส่งโรงเรียน ใครยังไม่ส่ง ทวง ตามงาน เตือน แบบฟอร์มที่ส่งไป คืนแล้ว ตอบกลับ "
        "ยังไม่รับ ฝ่ายตอบ โทรตาม follow up pending reminder tracking ใครส่งแล้ว ใครส่งมาแล้ว "
        "ฝ่ายไหนยังไม่ส่ง ฝ่ายไหนยังไม่คืน ทวงฝ่าย ฝ่ายไหนช้า"
    ),
    "settings": "ตั้งค่า ปรับแต่ง ตัวเลือก config option preferences",
    "year": (
        "ปฏิทิน กรอบ เกณฑ์ วันสำคัญ กำหนดการ วันปิด วันสุดท้าย นัดหมาย ลงมือถือ calendar schedule "
        "timeline deadline criteria"
    ),
    "roster/people": (
        "บุคลากร ทะเบียนคน ข้อมูลคน อยู่ฝ่ายไหน สังกัด ตำแหน่งอะไร เบอร์โทร อีเมล ชื่อเล่น "
        "เจ้าหน้าที่ ข้าราชการ staff people contact phone แก้ชื่อ แก้เบอร์ นามสกุลใหม่ "
        "เปลี่ยนนามสกุล คำนำหน้า ยศ หาคน"
    ),
    "roster/posts": (
        "ดำรงตำแหน่ง ใส่ชื่อ ชื่อผอ. ใครเป็น คนใหม่ คนเก่า ย้าย เกษียณ ลาออก รักษาการ แทน "
        "หัวหน้าฝ่าย คนใหม่ เปลี่ยนผู้อำนวยการ position director head acting คนใหม่มาแทน "
        "หัวหน้าคนใหม่ ผอ.คนใหม่ ตำแหน่งว่าง เซ็นแทน ใครเซ็น"
    ),
    "roster/orders": (
        "คำสั่งแต่งตั้ง แต่งตั้งกรรมการ ร่างคำสั่ง เลขคำสั่ง คนในคำสั่ง ลงนามคำสั่ง แก้คำสั่ง "
        "ยกเลิกคำสั่ง พ้นจากคำสั่ง order appoint เลขที่คำสั่ง คำสั่งปีนี้ ใครลงนาม "
        "คำสั่งฉบับที่"
    ),
    "measures/analysis:": (
        "วิเคราะห์ จุดเด่น จุดด้อย จุดอ่อน ข้อที่คะแนนต่ำ คะแนนตก ประเด็นปรับปรุง weakness "
        "strength gap analysis swot ข้อไหนได้น้อย ตกข้อไหน คะแนนต่ำสุด เสียคะแนน"
    ),
    "measures/tracking:": (
        "ติดตาม บันทึกผล ผลการดำเนินงาน ทำแล้ว ยังไม่ทำ รูปกิจกรรม ใส่รูป รายงานความก้าวหน้า "
        "รอบ 6 เดือน 12 เดือน progress follow up track photo ทำกิจกรรมแล้ว ลงผล บันทึกกิจกรรม "
        "อัพรูป แนบรูป ครั้งที่ทำ เดือนนี้ต้องทำ"
    ),
    "meetings/letters": (
        "หนังสือราชการ บันทึกข้อความ เลขที่หนังสือ เลขออก หนังสือเวียน หนังสือออก ร่างหนังสือ "
        "หนังสือเตือน ทวง ส่งหนังสือถึงฝ่าย letter memo เลขหนังสือ กท หนังสือถึงฝ่าย "
        "หนังสือถึงโรงเรียน ขอเลขหนังสือ ออกหนังสือ หนังสือทวง ว."
    ),
    "settings/office": (
        "ชื่อเขต ที่อยู่เขต เบอร์เขต ข้อมูลสำนักงาน หัวหนังสือ office address แก้ชื่อเขต "
        "เว็บไซต์เขต โทรศัพท์เขต ชื่อภาษาอังกฤษ"
    ),
    "settings/units": (
        "หน่วย ฝ่าย โรงเรียน เพิ่มฝ่าย ชื่อย่อ ยุบฝ่าย เปลี่ยนชื่อฝ่าย unit department school "
        "ฝ่ายใหม่ โรงเรียนใหม่ แก้ชื่อโรงเรียน ลบฝ่าย รายชื่อโรงเรียน"
    ),
    "settings/wordings": (
        "หัวกระดาษ ถ้อยคำ ข้อความ คำในเอกสาร แก้คำ หัวตาราง หัวเรื่อง คำนำ ปก ครุฑ โลโก้ ตรา "
        "แม่แบบ ฟอร์มหนังสือ template logo wording cover แก้ข้อความ หัวหนังสือ เลขไทย ฟอนต์ "
        "แก้แบบ แก้คำนำ แก้ปก หัวครุฑ word แก้หัวกระดาษ ท้ายกระดาษ ฟอนต์ในเอกสาร"
    ),
    "settings/look": (
        "สี มืด สว่าง ตัวหนังสือ ตัวอักษร เล็ก ใหญ่ มองไม่เห็น จอ ภาษา อังกฤษ ธีม dark mode "
        "theme font size language english ปรับสี จอมืด พื้นดำ แสบตา ตัวเล็ก ขยายตัวหนังสือ "
        "เปลี่ยนภาษา"
    ),
    "settings/look#more": "สีชัด เส้นชัด ความสูงแถว เคลื่อนไหว สายตา contrast row height animation",
    "settings/backup": (
        "ที่เก็บแฟ้ม ไฟล์อยู่ไหน แฟลชไดรฟ์ สำรอง สำเนาที่สอง ตรวจแฟ้ม ย้ายการตั้งค่า location "
        "path usb drive backup folder สำรองที่ไหน สำรองอัตโนมัติ ไฟล์สำรองอยู่ไหน"
    ),
    "settings/backup#answers": "คำตอบที่จำ ลืมคำตอบ จับคู่ชื่อ remember จำผิด โปรแกรมจำ",
    "year/calendar": (
        "วันสำคัญ กำหนดการ วันปิดระบบ วันสุดท้าย ปฏิทินทั้งปี นัด ลงมือถือ ไฟล์ปฏิทิน "
        "schedule deadline date ics google calendar phone วันหยุด วันปิดรับ ปิดระบบวันไหน "
        "เพิ่มวันสำคัญ หมดเขต"
    ),
    "year/assessment": (
        "น้ำหนัก เกณฑ์ระดับ กี่คะแนนถึงจะผ่าน ผ่านต้องได้เท่าไร ร้อยละ เปลี่ยนเกณฑ์ weight "
        "threshold criteria น้ำหนักคะแนน iit กี่เปอร์เซ็นต์ ผ่านกี่คะแนน เกณฑ์ผ่าน สัดส่วน"
    ),
    "year/framework": (
        "กรอบ ข้อใหม่ เพิ่มข้อ ลบข้อ แก้ชื่อข้อ หนังสือเวียน ตัวชี้วัด เกณฑ์ framework "
        "เกณฑ์ใหม่ แก้เกณฑ์ ข้อเปลี่ยน ตัวชี้วัดใหม่"
    ),
    "year/draft": (
        "กรอบร่าง ยืนยัน คำว่าร่าง ยังไม่ยืนยัน draft confirm ยืนยันเกณฑ์ เกณฑ์ยังไม่ออก"
    ),
    "year/carried": (
        "ยกมา ใช้ของเดิม ปีก่อน ปีที่แล้ว ลอก คัดลอก ข้อเปลี่ยน รวม แยก เหมือนเดิม copy last "
        "year จับคู่ข้อ ข้อเก่าข้อใหม่ ข้อไหนหาย ข้อที่รวม"
    ),
    # Commands.
    "show_year": "คะแนนปี ผลปี ปีที่แล้ว ปีก่อน ปีเก่า เลือกปี เปลี่ยนปี ดูปี last year",
    "new": "สร้างแฟ้ม ไฟล์ใหม่ เริ่มใหม่ new file create",
    "open": "เปิดไฟล์ ไฟล์เก่า แฟ้มเดิม หาไฟล์ open file",
    "open_shared": (
        "งานร่วม ทำพร้อมกัน หลายคน เครื่องแม่ข่าย login server online share ผู้ใช้ สมัคร "
        "ทำงานคนละที่ ต่อเซิร์ฟเวอร์"
    ),
    "sample": "ตัวอย่าง ลองเล่น ฝึก ทดลอง ของปลอม demo example try",
    "keep_sample": "เก็บตัวอย่าง เอาตัวอย่างไปใช้จริง",
    "save": "บันทึก เซฟ เก็บงาน กดเซฟ save",
    "back_up": "สำรอง แบ็กอัพ เก็บสำรอง ก๊อปเก็บ กันหาย backup copy",
    "save_copy": (
        "สำเนา บันทึกเป็น ก๊อปไฟล์ เอากลับบ้าน ใส่แฟลชไดรฟ์ เครื่องใหม่ ย้ายเครื่อง save as "
        "copy usb เซฟเป็นชื่ออื่น เปลี่ยนชื่อไฟล์"
    ),
    "hand_on": (
        "ส่งต่อ แชร์ไฟล์ ให้คนอื่น ตัดเบอร์โทร ไม่เอาประวัติ ส่งให้เขตอื่น ส่งนอกสำนักงาน "
        "share file export without personal ให้เพื่อน ให้ส่วนกลาง ส่งให้คนนอก "
        "ตัดข้อมูลส่วนตัว"
    ),
    "restore": (
        "กู้คืน ไฟล์พัง ไฟล์เสีย ไฟล์หาย เปิดไม่ขึ้น งานหาย ย้อนไปเมื่อวาน ของเก่า ลบไปแล้ว "
        "restore recover crash lost corrupt ของเมื่อวาน สัปดาห์ก่อน ไฟล์เก่า เปิดแล้วว่าง "
        "ข้อมูลหายหมด"
    ),
    "join": (
        "รวมไฟล์ สองคน คนละเครื่อง คนละไฟล์ ไฟล์ซ้ำ แก้คนละที่ merge combine sync เพื่อนทำมา "
        "สองชุด แยกกันทำ รวมงาน"
    ),
    "put_up": "ขึ้นเครื่องแม่ข่าย ย้ายขึ้น server upload",
    "take_home": "เอากลับบ้าน ทำที่บ้าน take home",
    "merge_home": "รวมงานที่บ้าน",
    "change_login": "เปลี่ยนรหัสผ่าน password",
    "city": (
        "เขตอื่น ทุกเขต อันดับ ที่เท่าไร ลำดับที่ เทียบเขต ห้าสิบเขต แผนที่ คลังมาตรการ "
        "มาตรการเขตอื่น ranking compare district map city เขตอื่นได้เท่าไร เทียบเขตอื่น "
        "เขตข้างๆ ภาพรวมกทม. คะแนนทุกเขต"
    ),
    "close": "ปิดไฟล์ เลิกงาน close",
    "quit": "ปิดโปรแกรม ออกจากโปรแกรม เลิกใช้ exit quit close program",
    "undo": "เลิกทำ ย้อน ถอยกลับ กดผิด ลบผิด เอาคืน undo เมื่อกี้ ย้อนกลับหนึ่งครั้ง",
    "redo": "ทำซ้ำ ทำใหม่ redo",
    "history": (
        "ใครแก้ ใครลบ ใครทำ แก้เมื่อไร แก้อะไรไป ย้อนดู ย้อนกลับ กดผิด ลบผิด เผลอลบ เอาคืน "
        "ประวัติ log history who changed edited undo ใครแก้ล่าสุด ใครทำหาย ใครมือบอน "
        "แก้เมื่อไหร่ เมื่อวานทำอะไรไป ทำอะไรไปแล้วบ้าง"
    ),
    "replace": (
        "เปลี่ยนคำ แก้คำผิด แก้ทุกที่ ทั้งหมดทีเดียว เปลี่ยนปี 67 68 69 แทนที่ สะกดผิด พิมพ์ผิด "
        "ชื่อผิด find replace typo change all ทุกฉบับ ทุกเอกสาร ในหนังสือ ในคำสั่ง ชื่อคน แทนคำ"
    ),
    "fold_rail": (
        "แถบซ้าย เมนูซ้าย ซ่อนเมนู จอแคบ เต็มจอ ขยายพื้นที่ sidebar hide full screen ขยายจอ "
        "ตารางเต็มจอ เมนูบัง"
    ),
    "import": (
        "นำเข้า เอาเข้า ดึงไฟล์ ใส่ไฟล์ อัปโหลด โหลดเข้า เอาไฟล์ลง อ่านไฟล์ import upload "
        "load excel word pdf csv เอาไฟล์ใส่โปรแกรม ดึง ดึงจาก อ่าน"
    ),
    "import_folder": (
        "ทั้งโฟลเดอร์ หลายไฟล์ ไฟล์เยอะ ทีเดียว import folder many files เอาเข้าทั้งหมด "
        "ลากโฟลเดอร์ หลายไฟล์พร้อมกัน"
    ),
    "send_round": (
        "ส่งแบบ ส่งใบงานให้ฝ่าย แบบฟอร์ม ให้ฝ่ายกรอก ให้โรงเรียนกรอก ขอข้อมูล แจกแบบ "
        "ส่งไฟล์ให้หน่วย ส่งเมล ถามฝ่าย ส่งซ้ำ ขอใหม่ send form request mail "
        "ส่งไฟล์ให้ฝ่ายกรอก ให้ฝ่ายตอบ ถามทุกฝ่าย ส่งแบบให้ครู ขอรายชื่อ ขอข้อมูลฝ่าย"
    ),
    "take_back": (
        "รับคืน ส่งกลับมาแล้ว ตอบกลับ กรอกแล้ว ฝ่ายส่งไฟล์มา โรงเรียนส่งมา ไฟล์จากเมล "
        "รวมคำตอบ receive return reply collect ฝ่ายกรอกแล้ว กรอกมาแล้ว ฝ่ายตอบแล้ว ส่งคืนมา "
        "เอาไฟล์ฝ่ายเข้า"
    ),
    "unit_matrix": (
        "ตารางรายหน่วย หน่วยไหนทำแล้ว ฝ่ายไหนยังไม่ทำ ใครทำอะไร รายเดือน matrix by unit who "
        "done ใครทำเดือนไหน ตารางสรุปฝ่าย ฝ่ายไหนขาด ติดตามรายฝ่าย"
    ),
    "check_links": (
        "ลิงก์เสีย ลิงก์ตาย เปิดลิงก์ไม่ได้ เช็กลิงก์ เว็บเปิดไม่ได้ 404 broken dead link "
        "check url ลิงก์ใช้ได้ไหม ลิงก์พัง เว็บล่ม เข้าลิงก์ไม่ได้ เช็คเว็บ"
    ),
    "new_year": (
        "ใช้ชุดเดิม ยกมา ปีใหม่ ขึ้นปี เริ่มปี เพิ่มปี ปีหน้า ปีถัดไป new year next year "
        "ทำปีต่อไป ยกไปปีหน้า ตั้งปีใหม่ สร้างปี"
    ),
    "erase": (
        "ลบถาวร ลบคน ลบชื่อ ลบข้อมูลส่วนตัว ลบรูปคน pdpa erase delete personal privacy "
        "ลบประวัติคน ลบให้หมด ลบทิ้งถาวร ขอลบข้อมูล"
    ),
    "print": "พิมพ์ ปริ้น ออกกระดาษ เครื่องพิมพ์ print printer",
    "save_all": (
        "หลายฉบับ ทุกฉบับ ทั้งหมด ทีเดียว รวมเล่ม รวมเป็นไฟล์เดียว แฟ้มเดียว ทั้งปี "
        "โหลดทั้งหมด save all zip binder merge pdf โหลดครบ ทำทุกฉบับ พิมพ์ทุกฉบับ "
        "เอกสารทั้งชุด"
    ),
    "brief": (
        "สรุปหน้าเดียว เสนอผอ. เสนอผู้บริหาร รายงานนาย สไลด์ นำเสนอ พรีเซนต์ executive "
        "summary present slide powerpoint ppt boss สรุปให้ผอ. สรุปให้นาย หนึ่งหน้า สรุปเสนอ "
        "ไฟล์นำเสนอ"
    ),
    "public_page": (
        "ขึ้นเว็บ ลงเว็บ เผยแพร่ หน้าเว็บ ประชาชนดู เว็บเขต ทำเว็บ website publish html web "
        "เอาขึ้นเว็บ โพสต์ขึ้นเว็บ ทำหน้าเว็บ แขวนเว็บ อัพขึ้นเว็บ"
    ),
    "check_content": (
        "ตรวจเนื้อหา ตรวจก่อนพิมพ์ ตรวจความถูกต้อง ปีผิด ข้อความซ้ำ ลืมแก้ ค้างจากปีเก่า "
        "ผิดตรงไหน proofread check validate error ตรวจทาน พิสูจน์อักษร เช็คก่อนส่ง "
        "มีปีเก่าค้าง ลืมเปลี่ยนปี ตรวจปี"
    ),
    "help": "วิธีใช้ ช่วยด้วย คู่มือ ทำไม่เป็น help manual guide how",
    "tour": (
        "สอนใช้ แนะนำ เริ่มต้น มือใหม่ ใช้ครั้งแรก tutorial onboarding getting started "
        "เริ่มตรงไหน ไม่เคยใช้ ใช้ยังไง"
    ),
    "shortcuts": (
        "ปุ่มลัด คีย์ลัด กดปุ่มไหน ctrl แป้นพิมพ์ shortcut hotkey keyboard กดอะไร ปุ่มไหน "
        "ไม่ใช้เมาส์"
    ),
    "news": "มีอะไรใหม่ เปลี่ยนอะไรบ้าง ของใหม่ what new changelog release",
    "copy_details": (
        "แจ้งปัญหา โปรแกรมค้าง เด้ง ใช้ไม่ได้ error ติดต่อผู้ดูแล ขึ้นข้อความผิดพลาด bug "
        "report support crash โปรแกรมพัง ค้างบ่อย หมุนไม่หยุด ส่งให้ช่าง แจ้ง it"
    ),
    "newer_version": (
        "อัปเดต รุ่นใหม่ เวอร์ชันใหม่ ปรับรุ่น update upgrade ตัวใหม่ เวอร์ชั่นใหม่ "
        "โหลดตัวใหม่"
    ),
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
        "ผลคะแนน ผลประเมิน รายงานผลจากระบบ itas คะแนนจาก pdf ผลปีที่แล้ว score result report "
        "ผล ผลประกาศ ใบคะแนน"
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
    "import/worksheet": (
        "แบบกรอก ใบงาน ฝ่ายส่งไฟล์คืนมาแล้ว แบบฟอร์มที่ฝ่ายกรอก ไฟล์จากโรงเรียน form "
        "ฝ่ายส่งคืน แบบที่กรอกแล้ว"
    ),
    # Documents.
    "documents/appointment-order": "คำสั่ง แต่งตั้ง กรรมการ คณะทำงาน พิมพ์คำสั่ง order",
    "documents/memo": "บันทึกข้อความ หนังสือราชการ หนังสือภายใน เชิญประชุม ครุฑ memo letter",
    "documents/unit-letters": (
        "หนังสือถึงฝ่าย ขอข้อมูล ขอหลักฐาน ฝ่ายละฉบับ แยกหน่วย ส่งโรงเรียน ทวงข้อมูล "
        "ส่งทุกฝ่าย"
    ),
    "documents/agenda": f"วาระ ระเบียบวาระ ครั้งหน้า หัวข้อประชุม {HEADINGS} agenda",
    "documents/attendance": (
        "ครั้งหน้า ใบลงชื่อ เซ็นชื่อ ลายเซ็น ใบเซ็น ลงชื่อเข้าประชุม sign sheet "
        "ใบเซ็นชื่อเข้าประชุม"
    ),
    "documents/attendance-recorded": (
        "ใครมาประชุม คนขาดประชุม คนลา ไม่มา มาแทน ผู้เข้าประชุม attendee absent"
    ),
    "documents/minutes": (
        "ครั้งก่อน รายงานประชุม จดประชุม บันทึกการประชุม มติ สรุปประชุม minutes "
        "รายงานประชุมครั้งก่อน มติครั้งที่แล้ว"
    ),
    "documents/survey-poster": "โปสเตอร์ คิวอาร์ ป้าย ติดประกาศ สแกน poster qr scan",
    "documents/survey-poster-a5": "โปสเตอร์เล็ก ครึ่งแผ่น",
    "documents/survey-poster-a5x2": "โปสเตอร์เล็ก สองใบ",
    "documents/survey-slips": "บัตร ใบเล็ก แจกคน นามบัตร คิวอาร์ slip card qr",
    "documents/meeting-pack": "เอกสารประชุม แฟ้มประชุม ชุดประชุม แจกในที่ประชุม handout",
    "documents/committee-roster": "รายชื่อกรรมการ คณะทำงาน list",
    "documents/roster-contacts": (
        "เบอร์โทร เบอร์ติดต่อ อีเมล ไลน์ ติดต่อใคร contact phone directory เบอร์กรรมการ "
        "เบอร์โรงเรียน"
    ),
    "documents/personal-data-register": "ข้อมูลส่วนบุคคล เก็บกี่ปี pdpa privacy",
    "documents/survey-plan": "ต้องตอบกี่คน กลุ่มตัวอย่าง ตอบแล้วกี่คน",
    "documents/carry-over": "ข้อที่เปลี่ยน ปีนี้เปลี่ยนข้อไหน ข้อใหม่ ต่างจากปีก่อน what changed",
    "documents/framework-summary": (
        "สรุปกรอบ ตัวชี้วัดทั้งหมด มีกี่ข้อ รายการข้อ เกณฑ์ all items indicator"
    ),
    "documents/oit-assignments": (
        "ตารางมอบหมาย ใครทำข้อไหน ผู้รับผิดชอบ แบ่งงาน assignment ตารางแบ่งงาน ใครรับผิดชอบ "
        "แจกงาน"
    ),
    "documents/analysis-by-indicator": "ตารางวิเคราะห์ จุดอ่อน ตัวชี้วัด",
    "documents/analysis-by-item": "ตารางวิเคราะห์ รายข้อ",
    "documents/measures-by-item": "ตารางมาตรการ แผน รายข้อ",
    "documents/measures-by-indicator": "ตารางมาตรการ แผน ตัวชี้วัด",
    "documents/communication-plan": "แผนสื่อสาร ประชาสัมพันธ์ การรับรู้",
    "documents/monitoring-summary": "มาตรการที่ล่าช้า ยังไม่ทำ ทำไปกี่เปอร์เซ็นต์ ติดตาม",
    "documents/unit-matrix": "หน่วยไหนทำแล้ว รายหน่วย",
    "documents/unit-worksheet": "แบบกรอก แบบฟอร์ม ใบงาน ให้ฝ่ายกรอก form",
    "documents/score-summary": "สรุปคะแนน ใบคะแนน ต้องทำอะไรถึงผ่าน ผลคะแนนรวม ใบสรุปคะแนน",
    "documents/oit-filing": (
        "ส่ง ป.ป.ช. กรอกในระบบ itas ยื่น คัดลอกลิงก์ไปกรอก submit ลิงก์ไปกรอกระบบ "
        "คำอธิบายรายข้อ"
    ),
    "documents/oit-dossier": "แฟ้มหลักฐาน รวมหลักฐาน เล่มหลักฐาน",
    "documents/oit-remarks": "ข้อสังเกต ข้อท้วง ผู้ตรวจ ชี้แจง",
    "documents/director-brief": "สรุปหน้าเดียว เสนอผอ. ผู้บริหาร สไลด์ powerpoint ppt",
    "documents/measures-book": (
        "เล่ม รูปเล่ม ทำปกรายงาน ปก คำนำ สารบัญ book ปกเล่ม เล่มยกระดับ ทำเล่ม"
    ),
    "documents/progress-report": (
        "รายงาน 6 เดือน 12 เดือน ครึ่งปี สิ้นปี รอบแรก รอบสอง ผลการดำเนินงาน progress annual "
        "half year รายงานรอบ รายงานผลมาตรการ"
    ),
    "documents/result-report": "รายงานผลประเมิน ผลคะแนนทางการ ประจำปี annual result",
    "documents/result-analysis": "วิเคราะห์ผล คะแนนหายไปไหน จุดเด่น จุดที่ต้องพัฒนา ความเห็นคนตอบ",
    "documents/score-comparison": "เทียบปี เปรียบเทียบ ขึ้นหรือลง ดีขึ้นไหม compare trend",
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
"""Words of clerks, Thai and English, by page and target, command and target, document, and kind of
record."""


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
