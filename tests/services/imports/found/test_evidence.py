"""A table is believed by its content: what speaks for a kind, and what against it. The tables of
other matters have the same headings as ours, and are not taken."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from ita_desktop.domain.records import Unit, UnitKind
from ita_desktop.domain.roster.matching import UnitFinder
from ita_desktop.exchange.source import read_content, read_file, read_pasted
from ita_desktop.services.imports.evidence.seen import known_of
from ita_desktop.services.imports.found.find import find_parts
from ita_desktop.services.imports.found.part import Part
from ita_desktop.services.imports.plan import Consent
from tests.services.imports.found.books import Rows, document, titled, workbook

SCORED = ("ข้อ", "ชื่อข้อ", "คะแนน")
PEOPLE = ("ที่", "ชื่อ-สกุล", "ตำแหน่ง")
OTHERS: dict[str, Rows] = {
    "money of OIT": (
        ("แผนการใช้จ่ายงบประมาณ OIT",),
        ("ข้อ", "โครงการ", "งบประมาณ (บาท)", "ผู้รับผิดชอบ"),
        ("O1", "ซ่อมถนน", 500000, "ฝ่ายโยธา"),
        ("O2", "ลอกท่อ", 300000, "ฝ่ายโยธา"),
    ),
    "how far OIT is": (
        ("ติดตาม OIT ปี 2568",),
        ("รหัส", "ชื่อ", "ร้อยละ"),
        ("O1", "ข้อมูลพื้นฐานของสำนักงานเขต", "100%"),
        ("O7", "คู่มือการให้บริการประชาชน", "50%"),
    ),
    "who works on another matter": (
        ("รายชื่อผู้รับผิดชอบจุดเลือกตั้ง",),
        ("ชื่อ-สกุล", "ตำแหน่ง", "ฝ่าย"),
        ("นายตัวอย่าง หนึ่ง", "นายช่างโยธาชำนาญงาน", "ฝ่ายโยธา"),
    ),
    "another list, of a year to come": (
        ("รายการ OIT ปี 2570",),
        ("ข้อ", "ประเด็นการตรวจ", "ผู้รับผิดชอบ"),
        ("O1", "โครงสร้าง", "ฝ่ายปกครอง"),
        ("O2", "ข้อมูลผู้บริหาร", "ฝ่ายปกครอง"),
        ("O3", "อำนาจหน้าที่", "ฝ่ายปกครอง"),
    ),
    "titles of others that share words with ours": (
        ("ผู้รับผิดชอบ OIT ปี 2568",),
        ("ข้อ", "รายการ", "ผู้รับผิดชอบ"),
        ("O4", "ข้อมูลการติดต่อ", "ฝ่ายปกครอง"),
        ("O6", "แผนปฏิบัติราชการ", "ฝ่ายปกครอง"),
        ("O22", "รายงานผลการดำเนินการตามแผนบริหารจัดการความเสี่ยง", "ฝ่ายปกครอง"),
    ),
    "what is only called so": (
        ("OIT ศูนย์บริการ สำนักงานเขตตัวอย่าง ปี 2568",),
        ("ข้อ", "มาตรการ", "ผู้รับผิดชอบ"),
        ("O1", "ออกตรวจ 12 ครั้ง", "ฝ่ายโยธา"),
        ("O2", "ออกตรวจ 30 ครั้ง", "ฝ่ายทะเบียน"),
        ("O3", "ออกตรวจ 4 ครั้ง", "ฝ่ายเทศกิจ"),
    ),
    "performance": (
        ("ผลการปฏิบัติราชการตามคำรับรอง ปีงบประมาณ 2568",),
        ("ข้อ", "ตัวชี้วัด", "น้ำหนัก", "เป้าหมาย", "ผลงาน", "คะแนน"),
        (1, "ร้อยละของถนนที่ซ่อมแล้ว", 20, 80, 91, 4.5),
        (2, "จำนวนต้นไม้ที่ปลูก", 10, 500, 450, 3),
    ),
    "performance without a title": (
        SCORED,
        (1, "ซ่อมถนนตามแผน", 4.5),
        (2, "ปลูกต้นไม้ครบ", 3),
        (3, "เก็บขยะตรงเวลา", 5),
    ),
    "risks": (
        ("รหัส", "ความเสี่ยง", "โอกาส", "ผลกระทบ", "คะแนน", "มาตรการ", "ผู้รับผิดชอบ"),
        ("R1", "ข้อมูลรั่วไหล", 2, 3, 6, "กำหนดสิทธิ", "ฝ่ายปกครอง"),
    ),
    "examination": (("รหัส", "ชื่อ", "คะแนน"), (1, "นายสมมุติ หก", 71), (2, "นางสมมุติ เจ็ด", 64)),
    "what people know of the assessment": (
        ("ผลวัดความรู้เรื่องคุณธรรมและความโปร่งใส",),
        ("ข้อ", "เนื้อหา", "คะแนนเต็ม", "คะแนนเฉลี่ย"),
        ("I1", "การปฏิบัติหน้าที่", 10, 7.5),
        ("I2", "การใช้งบประมาณ", 10, 8.25),
        ("E1", "คุณภาพการดำเนินงาน", 10, 6.5),
    ),
    "tidiness": (
        ("ข้อ", "รายการตรวจ", "คะแนนเต็ม", "คะแนน"),
        (1, "สะสาง", 10, 8),
        (2, "สะดวก", 10, 9),
    ),
    "those who lead a cooperative": (
        ("รายชื่อสมาชิกสหกรณ์ที่ครบวาระ",),
        ("ชื่อ - นามสกุล", "บทบาทในคณะ"),
        ("นายสมมุติ เอก", "ประธานกรรมการ"),
        ("นางสมมุติ โท", "กรรมการ"),
    ),
    "ages of those who answered": (
        ("คะแนน EIT จำแนกตามอายุ ITA 2568",),
        ("ข้อ", "ช่วงอายุ", "จำนวน", "คะแนน"),
        (1, "ต่ำกว่า 20 ปี", 10, 90.1),
        (2, "20-30 ปี", 20, 91.2),
    ),
    "one name of an indicator among others": (
        ("ตัวชี้วัด", "ร้อยละ"),
        ("2 การใช้งบประมาณ", 61.5),
        ("4 การดูแลรถราชการ", 80),
    ),
    "pupils": (
        ("รายชื่อนักเรียนที่ได้รับทุน",),
        ("ที่", "ชื่อ-สกุล", "ชั้น"),
        (1, "เด็กชายสมมุติ แปด", "ป.4"),
        (2, "เด็กหญิงสมมุติ เก้า", "ป.5"),
    ),
    "complainants": (
        ("ทะเบียนเรื่องร้องเรียน",),
        ("ที่", "ชื่อ-สกุล", "โทรศัพท์", "เรื่อง", "สถานะ"),
        (1, "นายสมมุติ สิบ", "000-000-0000", "ไฟดับ", "ดำเนินการแล้ว"),
    ),
    "fees": (
        (*PEOPLE, "จำนวนเงิน", "ลายมือชื่อ"),
        (1, "นายสมมุติ เอก", "หัวหน้าฝ่ายปกครอง", 800, ""),
        (2, "นายสมมุติ โท", "วิทยากร", 800, ""),
    ),
    "addresses of districts": (
        ("หน่วยงาน", "ที่อยู่", "โทร"),
        ("สำนักงานเขตสมมุติ", "ถนนสมมุติ", "02-000-0000"),
        ("สำนักงานเขตจำลอง", "ถนนจำลอง", "02-000-0001"),
    ),
    "a calendar of the office with one date of ours": (
        ("ปฏิทินกิจกรรม สำนักงานเขตตัวอย่าง",),
        ("วันที่", "กิจกรรม"),
        ("10 ม.ค. 68", "งานวันเด็กแห่งชาติ"),
        ("12 ก.พ. 68", "ทำบุญสำนักงานเขต"),
        ("30 เม.ย. 68", "ส่งข้อมูล OIT"),
    ),
    "dates of a table that is mostly about something else": (
        ("คะแนน ITA ชุมชนสัมพันธ์",),
        ("ประเด็น", "คะแนน", "มาตรการ", "รายการ", "สถานะ", "วันที่"),
        (1, 98.65, "ออกตรวจ 63 ครั้ง", "จัดหาจุดที่ 323", "แล้วเสร็จ", "2/12/67"),
        (2, 73, "ออกตรวจ 72 ครั้ง", "ซ่อมจุดที่ 971", "กำลังดำเนินการ", "23/8/68"),
    ),
    "acts with letters of ours in a column that is not read": (
        ("ลำดับ", "รายการ", "ระยะเวลา", "สถานะ"),
        ("IIT", "ติดตั้งจุดที่ 413", "ไตรมาส 2", "แล้วเสร็จ"),
        ("EIT", "ตรวจจุดที่ 186", "ต.ค. 67", "กำลังดำเนินการ"),
        ("OIT", "ซ่อมจุดที่ 541", "ม.ค. 68", "กำลังดำเนินการ"),
    ),
    "scores of the year before alone": (
        ("ผลการประเมิน ITA ปี 2568",),
        ("ตัวชี้วัด", "คะแนนปีที่ผ่านมา", "เป้าหมาย"),
        ("1 การปฏิบัติหน้าที่", 88, 95),
        ("2 การใช้งบประมาณ", 89, 95),
        ("3 การใช้อำนาจ", 90, 95),
    ),
    "holidays": (("วันที่", "วันหยุดราชการ"), ("5 ธ.ค. 67", "วันพ่อแห่งชาติ"), ("1 ม.ค. 68", "วันขึ้นปีใหม่")),
    "objectives": (
        ("Objective", "KR", "ผู้รับผิดชอบ", "คะแนน"),
        ("O1 ลดเวลาให้บริการ", "ลด 20%", "ฝ่ายทะเบียน", 0.7),
        ("O2 เก็บภาษีให้ครบ", "เพิ่ม 5%", "ฝ่ายรายได้", 0.4),
    ),
    "people without a title": (
        ("ที่", "ชื่อ-สกุล", "ตำแหน่ง", "สังกัด"),
        (1, "นายสมมุติ เอก", "เจ้าพนักงานธุรการ", "ฝ่ายปกครอง"),
        (2, "นางสมมุติ โท", "นายช่างโยธา", "ฝ่ายโยธา"),
    ),
    "codes of a telephone list": (
        ("รหัส", "ฝ่ายที่รับผิดชอบ", "โทรศัพท์"),
        ("E1", "ฝ่ายโยธา", "000-000-0000"),
        ("E2", "ฝ่ายปกครอง", "000-000-0001"),
    ),
    "codes with addresses": (
        ("รหัส", "เป้าหมาย", "URL"),
        ("I1", 70, "https://www.example.go.th/1"),
        ("I2", 80, "https://www.example.go.th/2"),
    ),
    "codes with scores of people": (
        ("รหัส", "คะแนน", "ผู้ติดต่อ"),
        ("I1", 77, "นางสาวสมมุติ เอก"),
        ("I2", 64, "นายสมมุติ โท"),
    ),
    "units beside something else": (
        ("ลำดับ", "ฝ่าย", "กำหนดแล้วเสร็จ"),
        (1, "ฝ่ายโยธา", "22 พ.ย. 68"),
        (2, "ฝ่ายปกครอง", "23 พ.ย. 68"),
    ),
    "respondents": (
        ("รายชื่อผู้ตอบแบบ IIT",),
        ("ที่", "ชื่อ-สกุล", "ฝ่าย", "ตอบแล้ว"),
        (1, "นายสมมุติ เอก", "ฝ่ายปกครอง", "✓"),
    ),
    "a number with a state": (
        ("ทะเบียนคุมวันลา",),
        ("ข้อ", "ชื่อ - นามสกุล", "ตำแหน่ง", "สถานะ"),
        (1, "นายสมมุติ เอก", "ครู", "อนุมัติแล้ว"),
        (2, "นางสมมุติ โท", "ครู", "รออนุมัติ"),
    ),
    "a number with an address": (("ข้อ", "URL"), ("O1", "https://www.example.go.th/1")),
    "letters that count rows": (
        ("แผนปฏิบัติการประจำปี",),
        ("ข้อ", "วิธีการปฏิบัติ", "ผู้รับผิดชอบ"),
        ("E1", "ลงพื้นที่", "ฝ่ายโยธา"),
        ("E2", "ออกตรวจ", "ฝ่ายเทศกิจ"),
    ),
    "scores of numbered rows": (("ที่", "คะแนน", "หมายเหตุ"), ("O1", 86, "ปกติ"), ("O2", 71, "ปกติ")),
    "a word of one item's name": (
        ("รหัส", "กิจกรรม", "ความก้าวหน้า"),
        ("E1", "การให้บริการ", "แล้วเสร็จ"),
        ("E2", "ดูแลผู้สูงวัย", "แล้วเสร็จ"),
        ("E3", "จัดระเบียบทางเท้า", "แล้วเสร็จ"),
    ),
    "posts of no body": (("ลำดับ", "ตำแหน่ง", "หมายเหตุ"), (1, "นายช่างโยธา", ""), (2, "ครู", "")),
    "sentences": (("แนวทาง", "เรื่อง", "ระยะเวลา"), ("ซ่อมคอมพิวเตอร์", "ปลูกต้นไม้", "9 ม.ค. 68")),
    "who came to a meeting of ours": (
        ("รายชื่อผู้มาประชุมคณะทำงาน ITA ครั้งที่ 3/2568",),
        ("ที่", "ชื่อ-สกุล", "หน้าที่ในคณะ", "เวลามา"),
        (1, "นายสมมุติ เอก", "ประธานคณะทำงาน", "9.05"),
        (2, "นางสมมุติ โท", "คณะทำงาน", "9.20"),
    ),
    "who is to answer": (
        ("รายชื่อบุคลากรที่ยังไม่ตอบแบบวัด IIT",),
        ("ที่", "ชื่อ-สกุล", "ตำแหน่ง", "ฝ่าย", "ตอบ"),
        (1, "นายสมมุติ เอก", "เจ้าพนักงานธุรการ", "ฝ่ายปกครอง", ""),
        (2, "นางสมมุติ โท", "ครู", "ฝ่ายการศึกษา", "ตอบแล้ว"),
    ),
    "a committee that may be any": (
        ("รายชื่อคณะกรรมการ",),
        ("ที่", "ชื่อ-สกุล", "ตำแหน่ง", "สังกัด", "หน้าที่ในคณะกรรมการ"),
        (1, "นายสมมุติ เอก", "เจ้าพนักงานธุรการ", "ฝ่ายปกครอง", "ประธานกรรมการ"),
        (2, "นางสมมุติ โท", "นายช่างโยธา", "ฝ่ายโยธา", "กรรมการ"),
    ),
    "a plan against corruption": (
        ("แผนป้องกันการทุจริต ประจำปี 2568",),
        ("เพื่อรองรับการประเมิน ITA",),
        ("ลำดับ", "กิจกรรม", "ตัวชี้วัด", "งบประมาณ", "ผู้รับผิดชอบ"),
        (1, "ประชุมชี้แจง", "2 ครั้ง", "-", "ฝ่ายปกครอง"),
        (2, "ติดประกาศ", "5 แผ่น", "-", "ทุกฝ่าย"),
    ),
    "orders of the director with two names of indicators": (
        ("ประเด็น", "ตัวชี้วัด", "ผู้รับผิดชอบ", "ผลการดำเนินงาน"),
        ("ตรวจทุกเดือน", "การป้องกันการทุจริต", "ฝ่ายโยธา", "อบรมแล้ว 30 คน"),
        ("ฉีดวัคซีนสุนัข", "จำนวนสุนัข", "ฝ่ายสิ่งแวดล้อมและสุขาภิบาล", "ดำเนินการแล้ว"),
        ("ประชุม", "การใช้งบประมาณ", "ฝ่ายการคลัง", "ประชุมแล้ว"),
        ("ซ่อมถนน", "ร้อยละถนนที่ซ่อม", "ฝ่ายโยธา", "ดำเนินการแล้ว"),
        ("ลดขยะ", "ปริมาณมูลฝอย", "ฝ่ายโยธา", "ดำเนินการแล้ว"),
    ),
    "rooms, one of them for a meeting of ours": (
        ("ทะเบียนจองห้องประชุม",),
        ("วันที่", "การประชุม", "จำนวนคน", "ฝ่าย"),
        ("3 ก.พ. 68", "ประชุมคณะทำงาน ITA", 20, "ฝ่ายปกครอง"),
        ("4 ก.พ. 68", "อบรมดับเพลิง", 60, "ฝ่ายเทศกิจ"),
        ("5 ก.พ. 68", "ตรวจสุขภาพ", 63, "ฝ่ายโยธา"),
    ),
    "rooms with numbers of meetings": (
        ("วันที่", "เวลา", "ห้องประชุม", "เรื่อง", "ครั้งที่"),
        ("3 ก.พ. 68", "09.00-12.00", "ชั้น 5", "ประชุมคณะทำงาน ITA", "3/2568"),
        ("4 ก.พ. 68", "09.00-12.00", "ชั้น 5", "ประชุมหัวหน้าฝ่าย", "5/2568"),
        ("5 ก.พ. 68", "09.00-12.00", "ชั้น 5", "กีฬาสี", "1/2568"),
    ),
    "money of projects of the assessment": (
        ("ความก้าวหน้าโครงการด้านคุณธรรมและความโปร่งใส",),
        ("ที่", "กิจกรรม", "งบประมาณที่ได้รับ", "เบิกจ่ายแล้ว", "ระยะเวลา"),
        (1, "ซื้อเครื่องคอมพิวเตอร์", 68700, 45000, "ไตรมาส 2"),
        (2, "อบรมคุณธรรม", 20000, 15000, "ต.ค.67-มี.ค.68"),
    ),
    "leaders of communities that prove an item": (
        ("ทำเนียบผู้นำชุมชน ประกอบการตอบ OIT ข้อ O12",),
        ("ที่", "ชื่อ-สกุล", "ตำแหน่ง", "มือถือ"),
        (1, "นายสมมุติ เอก", "ผู้อำนวยการโรงเรียน", "000-000-0000"),
        (2, "นางสมมุติ โท", "ประธานชุมชน", "000-000-0001"),
    ),
    **{
        f"stock that proves an item, by {head}": (
            ("ทะเบียนครุภัณฑ์ 2568 ประกอบการตอบ OIT ข้อ O12",),
            ("ข้อ", head, "จำนวน", "ราคา", "ผู้รับผิดชอบ"),
            (1, "รถจักรยานยนต์", 2, 123000, "ฝ่ายเทศกิจ"),
            (2, "เครื่องพิมพ์", 5, 25000, "ฝ่ายโยธา"),
            (3, "โต๊ะทำงาน", 9, 9000, "ฝ่ายการคลัง"),
        )
        for head in ("ครุภัณฑ์", "รายการ")
    },
    "stock": (("ที่", "รายการ", "จำนวน", "หน่วย"), (1, "กระดาษ", 20, "รีม")),
    **{
        f"figures that no item of OIT can have: {title}": (
            (title,),
            ("ข้อ", "ข้อมูล", head),
            ("O1", "ข้อมูลพื้นฐานของสำนักงานเขต", 8.91),
            ("O6", "คู่มือการปฏิบัติหน้าที่", 3.4),
            ("O7", "คู่มือการให้บริการประชาชน", 12.2),
            ("O2", "ข้อมูลผู้บริหาร", 100),
        )
        for title, head in (
            ("สถิติการเข้าชม OIT สำนักงานเขตตัวอย่าง ปี 2568", "ร้อยละ"),
            ("OIT สำนักงานเขตตัวอย่าง ปี 2568", "คะแนนเฉลี่ย"),
        )
    },
    "the scores that units gave": (
        ("ผลการประเมิน ITA ปี 2568 จำแนกตามส่วนราชการ",),
        ("ส่วนราชการ", "จำนวนผู้ตอบ", "ตัวชี้วัด 1", "ตัวชี้วัด 2"),
        ("ฝ่ายปกครอง", 10, "90.00", "91.00"),
        ("ฝ่ายทะเบียน", 11, "90.14", "91.14"),
    ),
    "how complete mentors found OIT": (
        ("ผลการตรวจสอบข้อมูล OIT เบื้องต้น (Pre-check) โดยทีมพี่เลี้ยง ปี 2568",),
        ("ข้อ", "ข้อมูล", "ครบ", "ไม่ครบ", "ร้อยละความครบถ้วน"),
        ("O1", "ข้อมูลพื้นฐานของสำนักงานเขต", "✓", "", 50),
        ("O6", "คู่มือการปฏิบัติหน้าที่", "", "✓", 80),
        ("O7", "คู่มือการให้บริการประชาชน", "✓", "", 100),
    ),
    **{
        f"links that are not published: {head}": (
            (title,),
            ("ข้อ", "ข้อมูล", head),
            ("O1", "ข้อมูลพื้นฐานของสำนักงานเขต", "https://district.example/1"),
            ("O6", "คู่มือการปฏิบัติหน้าที่", "https://district.example/6"),
        )
        for title, head in (
            ("รายการลิงก์เสีย OIT ปี 2568", "ลิงก์"),
            ("รายการลิงก์ OIT ปี 2568", "ลิงก์ที่เปิดไม่ได้"),
            ("ลิงก์ตัวอย่างที่ดีจากเขตอื่น OIT ปี 2568", "ลิงก์"),
            ("ลิงก์ OIT ปี 2568", "ลิงก์ตัวอย่าง"),
        )
    },
    **{
        f"no members: {title}": (
            (title,),
            ("ลำดับ", "ชื่อ - สกุล", "ตำแหน่ง", "สังกัด", "ตำแหน่งในคณะทำงาน"),
            (1, "นายสมมุติ เอก", "เจ้าพนักงานธุรการชำนาญงาน", "ฝ่ายการคลัง", "ประธานคณะทำงาน"),
            (2, "นางสมมุติ โท", "เจ้าพนักงานธุรการชำนาญงาน", "ฝ่ายทะเบียน", "คณะทำงาน"),
        )
        for title in (
            "รายชื่อผู้พ้นจากการเป็นคณะทำงาน ITA ปี 2568",
            "รายชื่อผู้ได้รับการเสนอชื่อเป็นคณะทำงาน ITA ปี 2568",
            "รายชื่อคณะทำงาน ITA ปี 2568 (รอคัดเลือก)",
        )
    },
}  # fmt: skip
NOTHING_OF_OURS: dict[str, Rows] = {
    "letters of ours that stand for others": (
        ("คะแนนของ EIT / IIT / OIT ปี 2568",),
        ("หน่วย", "คำเต็ม", "คะแนน"),
        ("EIT", "Engineering Institute of Thailand", 99.29),
        ("IIT", "Indian Institute of Technology", 96.77),
        ("OIT", "Office of Information Technology", 77.42),
    ),
    "guests with posts of elsewhere": (
        ("รายชื่อแขกผู้มีเกียรติ พิธีเปิดงาน",),
        ("ลำดับ", "ชื่อ-สกุล", "ตำแหน่ง", "หน่วยงาน"),
        (1, "นายสมมุติ เอก", "ผู้อำนวยการสถานี", "สถานีสมมุติ"),
        (2, "นางสมมุติ โท", "ผู้อำนวยการกอง", "กองสมมุติ"),
    ),
    "sportsmen of units": (
        ("รายชื่อนักกีฬาเขต",),
        ("ที่", "ชื่อ-สกุล", "ประเภท", "ฝ่าย"),
        (1, "นายสมมุติ เอก", "ฟุตบอล", "ฝ่ายโยธา"),
        (2, "นางสมมุติ โท", "วิ่ง", "ฝ่ายการคลัง"),
    ),
    "what auditors found, by numbers": (
        ("ผลการตรวจสอบภายใน",),
        ("ข้อ", "ประเด็นที่ตรวจพบ", "ผู้รับผิดชอบ", "ผล"),
        (1, "ใบสำคัญไม่ครบ", "ฝ่ายการคลัง", "ผ่าน"),
        (2, "ไม่ลงทะเบียนคุม", "ฝ่ายการคลัง", "ไม่ผ่าน"),
    ),
    "lots with letters of ours": (
        ("ล็อตที่", "ผู้รับผิดชอบ", "กำหนดส่ง"),
        ("O1", "ฝ่ายโยธา", "1 มี.ค. 2568"),
        ("O2", "ฝ่ายการคลัง", "2 มี.ค. 2568"),
    ),
    "rooms with letters of ours": (
        ("ห้อง", "ผู้รับผิดชอบ", "สถานะ"),
        ("O1", "ฝ่ายปกครอง", "เรียบร้อย"),
        ("O2", "ฝ่ายโยธา", "เรียบร้อย"),
    ),
    "marks of numbered questions": (("ข้อ", "คะแนน"), ("I1", 45), ("I2", 39), ("I3", 28)),
    "marks of parts of an examination": (
        ("ข้อ", "เนื้อหา", "คะแนนเฉลี่ย"), ("I1", "ฟัง", 72.5), ("I2", "อ่าน", 60), ("I3", "เขียน", 58),
    ),
    "who leads communities": (
        (*PEOPLE, "โทรศัพท์"),
        (1, "นายสมมุติ เอก", "ประธานชุมชน", "000-000-0000"),
        (2, "นางสมมุติ โท", "ประธานชุมชน", "000-000-0001"),
    ),
    "who leads what a column names": (
        (*PEOPLE, "ชุมชน"),
        (1, "นายสมมุติ เอก", "ประธาน", "ริมคลอง"),
        (2, "นางสมมุติ โท", "ประธาน", "วัดดาว"),
    ),
    "people in columns, whose headings are no people": (
        ("คณะทำงาน ITA ปี 2568",),
        ("ชื่อ-สกุล", "นายตัวอย่าง หนึ่ง", "นางตัวอย่าง สอง"),
        ("ตำแหน่ง", "หัวหน้าฝ่ายปกครอง", "หัวหน้าฝ่ายโยธา"),
        ("บทบาท", "หัวหน้าคณะทำงาน", "คณะทำงาน"),
    ),
    "a committee of a village by its notes": (
        ("ที่", "ชื่อ-สกุล", "หน้าที่", "หมายเหตุ"),
        (1, "นายสมมุติ เอก", "ประธาน", "หมู่บ้านสมมุติ"),
        (2, "นางสมมุติ โท", "กรรมการ", "หมู่บ้านสมมุติ"),
    ),
    "a committee of a village": (
        ("รายชื่อคณะกรรมการหมู่บ้านสมมุติ",),
        PEOPLE,
        (1, "นายสมมุติ เอก", "ประธาน"),
        (2, "นางสมมุติ โท", "กรรมการ"),
    ),
    "points of people, who are numbered like items": (
        ("ผลการทดสอบความรู้ ITA ของบุคลากร",),
        ("ข้อ", "ชื่อ - นามสกุล", "ตำแหน่ง", "คะแนน"),
        ("I1", "นายสมมุติ เอก", "นายช่างโยธา", 86),
        ("I2", "นางสมมุติ โท", "นักวิชาการพัสดุ", 81),
    ),
    "questions of an examination, under codes of ours": (
        ("ผลสอบกลางภาค",),
        ("ข้อ", "คำถาม", "คะแนนเฉลี่ย (เต็ม 100)"),
        ("I1", "หน่วยความจำหลักคืออะไร", 72.5),
        ("I2", "ข้อใดเป็นระบบปฏิบัติการ", 65),
        ("E1", "อ่านออกเสียงบทที่ 3", 58.25),
    ),
    "lots with units and days": (
        ("บัญชีจัดซื้อวัสดุ",),
        ("ข้อ", "รายการ", "หน่วยงานผู้ใช้", "กำหนดส่ง"),
        ("O1", "กระดาษ A4 80 แกรม", "ฝ่ายปกครอง", "15 ก.พ. 68"),
        ("O2", "หมึกพิมพ์เลเซอร์", "ฝ่ายทะเบียน", "1 มี.ค. 68"),
    ),
    "parts of an examination with units": (
        ("หัวข้อปากเปล่า",),
        ("ข้อ", "ข้อมูล", "ผู้รับผิดชอบ"),
        ("O1", "อ่านบทร้อยแก้ว", "ฝ่ายการศึกษา"),
        ("O2", "เล่าเรื่องจากภาพ", "ฝ่ายปกครอง"),
        ("O3", "สนทนาโต้ตอบ", "ฝ่ายปกครอง"),
    ),
    "goods of a shop": (
        ("รายการสินค้า",),
        ("ข้อ", "ข้อมูล", "ลิงก์"),
        ("O1", "โอริงยางดำ 10 มม.", "https://shop.example/o1"),
        ("O2", "ชุดโอริงรวม", "https://shop.example/o2"),
    ),
    "scores that are hoped for, as their column says": (
        ("คะแนน ITA สำนักงานเขตตัวอย่าง ปีงบประมาณ พ.ศ. 2568",),
        ("ข้อ", "ตัวชี้วัด", "คะแนนเป้าหมาย"),
        ("I1", "เต็มใจให้บริการ เท่าเทียม ไม่เลือกปฏิบัติ", 98.1),
        ("I2", "อำนวยความสะดวกในการให้บริการประชาชน", 98.2),
    ),
    "those who fight fires in a tower": (
        ("ประกาศนิติบุคคลอาคารชุด",),
        ("แต่งตั้งคณะกรรมการป้องกันและระงับอัคคีภัย",),
        ("ลำดับ", "ชื่อ-สกุล", "ตำแหน่ง", "หน้าที่"),
        (1, "นายสมมุติ เอก", "ผู้จัดการอาคาร", "ประธานกรรมการ"),
        (2, "นางสมมุติ โท", "หัวหน้าช่าง", "กรรมการและเลขานุการ"),
    ),
    "who is on guard": (
        ("ตารางเวรยามรักษาการณ์ สำนักงานเขตตัวอย่าง",),
        ("วันที่", "ชื่อ-สกุล", "ตำแหน่ง", "สังกัด", "หน้าที่"),
        ("1 ม.ค. 68", "นายสมมุติ เอก", "พนักงานทั่วไป", "ฝ่ายโยธา", "เวรกลางคืน"),
        ("2 ม.ค. 68", "นางสมมุติ โท", "เจ้าพนักงานธุรการ", "ฝ่ายปกครอง", "ผู้ตรวจเวร"),
    ),
    "a body of a community, for the assessment": (
        ("คณะกรรมการชุมชน",),
        ("ประกอบการประเมินคุณธรรมและความโปร่งใส (ITA) ปีงบประมาณ พ.ศ. 2568",),
        (*PEOPLE, "ชุมชน"),
        (1, "นายสมมุติ เอก", "ประธาน", "ชุมชนริมคลอง"),
        (2, "นางสมมุติ โท", "กรรมการ", "ชุมชนริมคลอง"),
    ),
}  # fmt: skip
"""Tables that are not even offered as what they look like."""


@pytest.mark.parametrize("rows", NOTHING_OF_OURS.values(), ids=NOTHING_OF_OURS)
def test_what_has_no_evidence_of_its_kind_is_not_offered_as_it(rows: Rows) -> None:
    assert {part.kind for part in parts(rows)} == {""}


def test_teachers_of_a_school_with_the_name_of_a_community_are_people_of_ours() -> None:
    unit = "โรงเรียนชุมชนสมมุติ"
    rows = (("ทำเนียบบุคลากร",), (*PEOPLE, "สังกัด"), (1, "นายสมมุติ เอก", "ครู", unit))
    assert [(part.kind, part.is_taken) for part in parts(rows)] == [("people", True)]


@pytest.mark.parametrize(
    ("names", "kind"),
    [
        (("ข้อมูลพื้นฐานของสำนักงานเขต", "คู่มือการปฏิบัติหน้าที่", "E-Service"), "assignments"),
        (("ข้อมูลไม่เป็นปัจจุบัน", "ไม่มีคู่มือ", "ระบบใช้ยาก"), "analysis"),
    ],
)
def test_points_that_are_the_names_of_items_are_none_of_an_analysis(
    names: tuple[str, ...], kind: str
) -> None:
    rows = [(code, name, "ฝ่ายปกครอง") for code, name in zip(("O1", "O6", "O8"), names, strict=True)]
    found = parts((("ผู้รับผิดชอบ OIT ปี 2568",), ("รหัส", "ประเด็น", "ฝ่ายที่รับผิดชอบ"), *rows))
    assert [part.kind for part in found] == [kind]


@pytest.mark.parametrize(
    ("author", "head", "is_taken"),
    [
        ("ของผู้ตรวจประเมิน", "ข้อสังเกต/ข้อเสนอแนะ", True),
        ("ของคณะผู้ตรวจประเมิน", "ข้อสังเกต/ข้อเสนอแนะ", True),
        ("ของสำนักงานคณะกรรมการ ป.ป.ช.", "ข้อสังเกต/ข้อเสนอแนะ", True),
        ("จากรายงานผลการประเมิน", "ข้อสังเกต/ข้อเสนอแนะ", True),
        ("จากระบบ ITAS", "ข้อสังเกต", True),
        ("ของแต่ละข้อ", "ข้อสังเกต", True),
        ("ของฝ่ายปกครอง", "ข้อสังเกต", False),
        ("ของผู้ตรวจสอบภายใน", "ข้อสังเกต", False),
    ],
)
def test_remarks_beside_what_passed_are_those_that_the_title_names(
    author: str, head: str, is_taken: bool
) -> None:
    rows = (
        (f"ข้อสังเกต{author} OIT ปี 2568",),
        ("ข้อ", "ข้อมูล", "ผลตรวจ", head),
        ("O6", "คู่มือการปฏิบัติหน้าที่", "ไม่ผ่าน", "ไม่พบคู่มือของทุกฝ่าย"),
        ("O8", "E-Service", "ผ่าน", ""),
        ("O9", "ข้อมูลสถิติการจัดเก็บภาษี", "ไม่ผ่าน", "ขาดเดือนธันวาคม"),
    )
    found = [part.kind for part in parts(rows) if part.is_taken]
    assert found == ["remarks"] * is_taken


@pytest.mark.parametrize("line", ["ลงชื่อ ..............", "(ลงชื่อ)", "ลงชื่อ นายตัวอย่าง หนึ่ง", "ลงชื่อ"])
def test_a_line_to_sign_on_below_a_roster_says_nothing_of_it(line: str) -> None:
    members = (1, "นายสมมุติ เอก", "หัวหน้าฝ่ายปกครอง", "ประธานคณะทำงาน")
    roster = [(*PEOPLE, "บทบาท"), members]
    made = document("รายชื่อคณะทำงาน ITA ปี 2568", roster, line)
    assert [(part.kind, part.is_taken) for part in find_parts([made])] == [("roster", True)]


def test_roles_of_those_who_met_are_no_posts_of_the_staff() -> None:
    rows = (
        ("สรุปผลการประชุมคณะทำงาน ITA สำนักงานเขตตัวอย่าง",),
        PEOPLE,
        (1, "นายสมมุติ เอก", "ประธานคณะทำงาน"),
        (2, "นางสมมุติ โท", "คณะทำงานและเลขานุการ"),
    )
    assert {part.kind for part in parts(rows)} == {"roster"}


def parts(rows: Rows) -> tuple[Part, ...]:
    return find_parts([workbook(rows)])


@pytest.mark.in_turn
@pytest.mark.parametrize("rows", OTHERS.values(), ids=OTHERS)
def test_tables_of_other_matters_are_not_taken(rows: Rows) -> None:
    for part in parts(rows):
        assert not part.is_taken
        # Of another list its plan says it, as that depends on the year it goes to.
        assert part.doubts or part.belief.is_other_list, "it is told why"


HALF_OURS = {
    *("a number with an address", "scores of numbered rows", "a word of one item's name"),
    "people without a title",
}
"""What nothing speaks against: the name of its file adds what it lacks."""
NAMED = "ผลคะแนน ITA 2568 มาตรการ คณะทำงาน.xlsx"


@pytest.mark.in_turn
@pytest.mark.parametrize("rows", [OTHERS[each] for each in OTHERS if each not in HALF_OURS])
def test_the_name_of_a_file_alone_makes_no_table_ours(rows: Rows) -> None:
    assert not any(part.is_taken for part in find_parts([workbook(rows, name=NAMED)]))


@pytest.mark.parametrize(("codes", "is_taken"), [("O6 1.7 E3 K2", False), ("O6 O8 O3 E2", True)])
def test_addresses_beside_codes_are_ours_if_most_are_items(codes: str, is_taken: bool) -> None:
    text = "".join(f"{code}\thttps://d.example/{code}\n" for code in codes.split())
    (part,) = find_parts([read_content(text.encode(), "a.tsv")])
    assert (part.kind, part.is_taken) == ("evidence", is_taken)


def test_the_name_of_a_file_speaks_for_bare_codes() -> None:
    rows = OTHERS["a number with an address"]
    (part,) = find_parts([workbook(rows, name="OIT.xlsx")])
    assert (part.kind, part.is_taken) == ("evidence", True)


MARKED: dict[str, Rows] = {
    "letters": (SCORED, ("I1", "", "98.50"), ("E1", "", "97.25")),
    "instruments": (("รายการ", "คะแนน"), ("IIT", 91), ("EIT", 84), ("OIT", 95)),
    "names of indicators": (
        SCORED,
        (1, "การปฏิบัติหน้าที่", 91),
        (2, "การใช้งบประมาณ", 92),
        (3, "การใช้อำนาจ", 93),
        (4, "การใช้ทรัพย์สินของราชการ", 94),
    ),
}


@pytest.mark.parametrize("rows", MARKED.values(), ids=MARKED)
def test_scores_with_a_mark_of_the_assessment_are_taken_where_something_says_whose(
    rows: Rows,
) -> None:
    """Codes and figures alone are those of any office in any year: a title with the year says it,
    the office, and who pastes them where they belong."""
    known = replace(known_of(None), office="สำนักงานเขตตัวอย่าง")
    for title in ("ผลคะแนน ปี 2567", "คะแนนของสำนักงานเขตตัวอย่าง", "ผลการประเมิน ITA"):
        (part,) = find_parts([workbook(titled(title, rows))], known=known)
        assert (part.kind, part.is_taken) == ("results", True)
        assert part.belief.reasons
    cells = [[str(cell) for cell in row] for row in rows]
    (pasted,) = find_parts([read_pasted(cells, "ตารางที่วาง")])
    assert (pasted.kind, pasted.is_taken) == ("results", True)
    (part,) = parts(rows)
    assert (part.kind, part.is_taken) == ("results", False)
    (why,) = part.belief.against
    assert f"{why.text}" == "ไม่ได้บอกว่าเป็นผลการประเมินของสำนักงานใด ปีใด"


ROLES: Rows = (
    ("ที่", "ชื่อ-สกุล", "ตำแหน่ง", "หน้าที่"),
    (1, "นายตัวอย่าง หนึ่ง", "หัวหน้าฝ่ายโยธา", "ประธานคณะทำงาน"),
    (2, "นางตัวอย่าง สอง", "หัวหน้าฝ่ายการคลัง", "คณะทำงาน"),
)


@pytest.mark.parametrize(("name", "is_taken"), [("คณะทำงาน", True), ("ITA", True), ("สมุด1", False)])
def test_names_with_roles_are_members_where_something_says_of_what(
    name: str, is_taken: bool
) -> None:
    """A committee of ethics, of tenders or of a temple has the same roles."""
    (part,) = find_parts([workbook(ROLES, name=f"{name}.xlsx")])
    assert (part.kind, part.is_taken) == ("roster", is_taken)
    (pasted,) = find_parts([read_pasted([[str(cell) for cell in row] for row in ROLES], "ที่วาง")])
    assert (pasted.kind, pasted.is_taken) == ("roster", True)


@pytest.mark.parametrize("where", ["sheet", "file", "title"])
@pytest.mark.parametrize(
    ("kind", "title", "rows"),
    [
        ("roster", "คณะทำงานขับเคลื่อนจริยธรรม", ROLES),
        ("roster", "คณะทำงาน ITA โรงเรียนสมมติ", ROLES),
        ("results", "คะแนนจำลอง ITA ปี 2567", MARKED["letters"]),
        ("results", "ผลการประเมิน ITA มหาวิทยาลัยสมมติ", MARKED["instruments"]),
        ("results", "ผลธรรมาภิบาล บริษัทสมมติ 2567", MARKED["names of indicators"]),
        ("measures", "ตัวอย่างมาตรการ ITA", (("ข้อ", "วิธีการปฏิบัติ"), ("I1", "ทำคู่มือ"))),
    ],
)
def test_a_sheet_or_a_file_is_called_as_a_title_where_there_is_none(
    where: str, kind: str, title: str, rows: Rows
) -> None:
    known = replace(known_of(None), office="สำนักงานเขตตัวอย่าง")
    plain = workbook(rows, name="สมุด1.xlsx")
    book = {
        "sheet": replace(plain, sheets=tuple(replace(each, name=title) for each in plain.sheets)),
        "file": workbook(rows, name=f"{title}.xlsx"),
        "title": workbook(titled(title, rows)),
    }
    (part,) = find_parts([book[where]], known=known)
    assert (part.kind, part.is_taken) == (kind, False)


@pytest.mark.parametrize(
    ("kind", "title", "rows"),
    [
        ("roster", "คณะทำงาน ITA สำนักงานเขตตัวอย่า", ROLES),
        ("roster", "คณะทำงานการประเมินคุณธรรมและควา", ROLES),
        ("roster", "คณะ", ROLES),
        ("results", "ผลการประเมินคุณธรรมและความโปร่ง", MARKED["names of indicators"]),
        ("results", "ผลคะแนน IIT EIT OIT", MARKED["letters"]),
        ("results", "รายงานผล ITAS", MARKED["instruments"]),
    ],
)
def test_a_sheet_is_called_as_we_are_also_where_excel_has_cut_its_name(
    kind: str, title: str, rows: Rows
) -> None:
    known = replace(known_of(None), office="สำนักงานเขตตัวอย่าง")
    plain = workbook(rows, name="สมุด1.xlsx")
    book = replace(plain, sheets=tuple(replace(each, name=title) for each in plain.sheets))
    (part,) = find_parts([book], known=known)
    assert (part.kind, part.is_taken) == (kind, True)


@pytest.mark.parametrize(
    "title",
    [
        "ผลการประเมิน ITA ปี 67 สำนักงานเขตบาง",
        "รายงานผลโครงการส่งเสริมงานด้านคุณธรรม",
        "ผลโครงการส่งเสริมงานด้านคุณธรรมและ",
    ],
)
def test_what_may_have_been_cut_off_anything_is_not_made_ours(title: str) -> None:
    known = replace(known_of(None), office="สำนักงานเขตบางรัก")
    plain = workbook(MARKED["instruments"], name="สมุด1.xlsx")
    book = replace(plain, sheets=tuple(replace(each, name=title) for each in plain.sheets))
    (part,) = find_parts([book], known=known)
    assert not part.is_taken


@pytest.mark.parametrize(
    ("head", "is_taken"), [("ผู้อำนวยการโรงเรียน", False), ("ผู้ช่วยผู้อำนวยการเขต", True)]
)
def test_a_body_over_which_a_school_presides_is_the_schools(head: str, is_taken: bool) -> None:
    rows = (
        ROLES[0],
        (1, "นายตัวอย่าง หนึ่ง", head, "ประธานคณะทำงาน"),
        (2, "นางตัวอย่าง สอง", "ครู", "คณะทำงาน"),
    )
    (part,) = parts(titled("คณะทำงาน ITA ปี 2568", rows))
    assert (part.kind, part.is_taken) == ("roster", is_taken)


OURS: dict[str, tuple[str, Rows]] = {
    "the title": ("results", titled("ผลการประเมิน ITA ปี 2567", (SCORED, (1, "การปฏิบัติหน้าที่", 91)))),
    "posts": (
        "people",
        (
            ("ทำเนียบบุคลากร",),
            ("ชื่อ-สกุล", "ตำแหน่ง", "โทรศัพท์"),
            ("นายตัวอย่าง หนึ่ง", "หัวหน้าฝ่ายโยธา", "0-0000-0000"),
        ),
    ),
    "who works on the assessment": (
        "people",
        (
            ("บัญชีรายชื่อผู้รับผิดชอบการประเมิน ITA",),
            ("ชื่อ-สกุล", "ตำแหน่ง", "โทรศัพท์"),
            ("นายตัวอย่าง หนึ่ง", "นายช่างโยธาชำนาญงาน", "5501"),
        ),
    ),
    "roles": ("roster", titled("รายชื่อคณะทำงาน", ROLES)),
    "roles beside how long the people serve": (
        "roster",
        titled(
            "รายชื่อคณะทำงาน ITA",
            (
                ("ลำดับ", "ชื่อ-สกุล", "ตำแหน่ง", "หน้าที่", "อายุราชการ"),
                (1, "นายตัวอย่าง หนึ่ง", "หัวหน้าฝ่ายโยธา", "ประธานคณะทำงาน", 20),
                (2, "นางตัวอย่าง สอง", "หัวหน้าฝ่ายการคลัง", "คณะทำงานและเลขานุการ", 8),
            ),
        ),
    ),
    "codes that are no running number": (
        "evidence",
        (("ข้อ", "ลิงก์"), *((code, "https://www.example.go.th/x") for code in ("O1", "O5", "O8"))),
    ),
    "a form without its key": (
        "worksheet",
        (
            ("ข้อ", "วิธีการปฏิบัติ", "สถานะ", "วันที่ทำ", "สิ่งที่ทำ", "ผลที่ได้"),
            ("I1", "ทำคู่มือ", "ทำแล้ว", "15/3/68", "แจกคู่มือ", "ครบทุกฝ่าย"),
        ),
    ),
    "codes": ("measures", (("ข้อ", "วิธีการปฏิบัติ", "ผู้รับผิดชอบ"), ("I1", "ทำคู่มือ", "ฝ่ายโยธา"))),
}  # fmt: skip


@pytest.mark.parametrize(("kind", "rows"), OURS.values(), ids=OURS)
def test_what_has_a_mark_of_the_assessment_is_taken(kind: str, rows: Rows) -> None:
    (part,) = parts(rows)
    assert (part.kind, part.is_taken) == (kind, True)
    assert part.belief.reasons


NATIONAL = (
    ("O1", "โครงสร้างและอำนาจหน้าที่"), ("O3", "ข้อมูลการติดต่อ"), ("O4", "ข่าวประชาสัมพันธ์"),
    ("O6", "แผนปฏิบัติราชการ"), ("O10", "ระบบการให้บริการผ่านช่องทางออนไลน์"),
)  # fmt: skip


def assigned(titles: Sequence[tuple[str, str]]) -> Rows:
    return (("ข้อ", "ข้อมูล", "ผู้รับผิดชอบ"), *((*each, "ฝ่ายโยธา") for each in titles))


def test_the_same_codes_with_other_titles_are_another_list_that_is_named() -> None:
    (part,) = parts(assigned(NATIONAL))
    assert (part.kind, part.is_taken) == ("assignments", False)
    (why,) = [reason.text for reason in part.belief.against if reason.is_of_list]
    assert "บัญชี OIT ระดับประเทศ ปี 2569 ไม่ใช่ของสำนักงานเขต" in why
    assert "4 จาก 5 ข้อไม่ตรง" in why


def test_our_titles_below_other_codes_wait_for_the_pairing_by_titles() -> None:
    moved = (
        ("O1", "คู่มือการปฏิบัติหน้าที่"), ("O2", "คู่มือการให้บริการประชาชน"), ("O3", "E-Service"),
        ("O4", "ข้อมูลสถิติการจัดเก็บภาษี"),
    )  # fmt: skip
    (part,) = parts(assigned(moved))
    assert (part.kind, part.is_taken, part.consent) == ("assignments", False, Consent.BY_TITLE)
    ((_, first), *others) = moved
    (part,) = parts(assigned((("O6", first), ("O7", others[0][1]))))
    assert part.is_taken


def test_links_below_the_titles_of_another_list_are_not_ours() -> None:
    links = ((code, title, f"https://www.example.go.th/{code}") for code, title in NATIONAL)
    (part,) = parts((("OIT ปี 2569",), ("ข้อ", "ข้อมูล", "ลิงก์"), *links))
    assert (part.kind, part.is_taken) == ("evidence", False)
    (why,) = [reason.text for reason in part.belief.against if reason.is_of_list]
    assert "บัญชี OIT ระดับประเทศ ปี 2569 ไม่ใช่ของสำนักงานเขต" in why
    points = (("O1.1", "โครงสร้าง"), ("O1.2", "ผู้บริหาร"), ("O13.1", "แผน"), ("O13.2", "ผล"))
    links = ((code, title, f"https://www.example.go.th/{code}") for code, title in points)
    assert parts((("OIT ปี 2568",), ("ข้อ", "ข้อมูล", "ลิงก์"), *links))[0].is_taken


def test_scores_of_a_list_of_others_need_the_yes_for_another_office() -> None:
    """That rows are doubtful is no reason to store the figures of a college as ours."""
    scores = ((code, title, "100") for code, title in NATIONAL)
    (part,) = parts((("ผลการประเมิน OIT",), ("รหัส", "รายการ", "คะแนน"), *scores))
    assert (part.kind, part.is_taken, part.consent) == ("results", False, Consent.OTHER_OFFICE)
    (part,) = parts(assigned(NATIONAL))
    assert part.consent is Consent.BY_TITLE


SCORES: Rows = (("ข้อ", "คะแนน"), ("O1", 75), ("O2", 80), ("O3", 60))
OWNERS: Rows = (("ข้อ", "ผู้รับผิดชอบ"), ("O1", "ฝ่ายโยธา"), ("O2", "ฝ่ายทะเบียน"))


@pytest.mark.parametrize(
    ("rows", "kind", "consent"),
    [
        (
            titled(
                "OKR 2568 และการประเมิน ITA",
                (SCORED, ("O1", "เพิ่มรายได้จากภาษี", 75), ("O2", "ลดขยะต้นทาง", 80)),
            ),
            "results",
            None,
        ),
        (titled("OKR 2568", SCORES), "evidence", None),
        ((OWNERS[0], ("1", "ฝ่ายโยธา"), ("2", "ฝ่ายทะเบียน")), "assignments", None),
        (
            (("ข้อ", "ลิงก์"), ("1", "https://d.example/1"), ("2", "https://d.example/2")),
            "evidence",
            None,
        ),
        (OWNERS, "assignments", Consent.UNTICKED),
        (SCORES, "evidence", Consent.UNTICKED),
    ],
)
def test_a_doubtful_table_is_one_that_something_speaks_for_and_that_says_nothing_else(
    rows: Rows, kind: str, consent: Consent | None
) -> None:
    """What its title or its names make another matter, and what nothing makes ours, is taken by
    who names its kind, and not with what is doubtful."""
    (part,) = parts(rows)
    assert (part.kind, part.is_taken, part.consent) == (kind, False, consent)


ITEMS: Rows = (
    ("ข้อ", "ข้อมูล", "ผู้รับผิดชอบ"),
    ("O9", "ข้อมูลสถิติการจัดเก็บภาษี", "ฝ่ายรายได้"),
    ("O10", "ข้อมูลสถิติการจัดเก็บรายได้", "ฝ่ายรายได้"),
)
OWN = "สำนักงานเขตตัวอย่าง"


def of_office(*lines: str) -> Part:
    """The items with lines of one cell: above the heading, below it, and at the end."""
    above, below, end = ((line,) if line else () for line in lines)
    rows = (
        *filter(None, (above,)),
        ITEMS[0],
        *filter(None, (below,)),
        *ITEMS[1:],
        *filter(None, (end,)),
    )
    known = replace(known_of(None), office=OWN)
    return next(part for part in find_parts([workbook(rows)], known=known) if part.kind)


@pytest.mark.parametrize(
    "lines",
    [
        ("ตาราง OIT สำนักงานเขตจำลอง ปี 2568", "", ""),
        ("", "สำนักงานเขตจำลอง ปีงบประมาณ 2568", ""),
        ("", "", "จัดทำโดย ฝ่ายปกครอง สำนักงานเขตจำลอง"),
        ("", "", "ผู้อำนวยการเขตจำลอง"),
        ("", "", "ข้อมูลของเขตบางนา"),
        ("คำสั่งสำนักงานเขตจำลอง ที่ 12/2568", "", ""),
        ("(500099) เขตจำลอง", "", ""),
        ("ตาราง OIT สนข.บางนา ปี 2568", "", ""),
        ("สนข.จำลอง", "", ""),
        ("หลักฐาน OIT ปี 2568 เขตจำลอง", "", ""),
        ("ตัวอย่างหน้า OIT ที่ดี ปี 2568 (เขตจำลอง)", "", ""),
        ("หน่วยงาน : เขตจำลอง", "", "จัดทำโดย ฝ่ายปกครอง สนข.จำลอง"),
        ("บางนา", "", ""),
    ],
)
def test_a_table_is_of_the_office_that_a_line_of_it_names(lines: tuple[str, ...]) -> None:
    part = of_office(*lines)
    assert not part.is_taken
    assert part.belief.office in {"สำนักงานเขตจำลอง", "สำนักงานเขตบางนา"}


@pytest.mark.parametrize(
    "lines",
    [
        ("ตาราง OIT สำนักงานเขตตัวอย่าง", "", "สำเนาส่ง สำนักงานเขตจำลอง"),
        ("ตาราง OIT ของสำนักงานเขต", "", "ผู้อำนวยการเขต"),
        ("ตาราง OIT สำนักงานเขตจัดทำเอง", "", "ทุกสำนักงานเขตต้องส่งภายในวันที่ 15"),
        ("ตาราง OIT", "", "ผู้อำนวยการเขตตัวอย่าง"),
        ("ตาราง OIT ในพื้นที่เขต", "", "ป้าย เขตปลอดบุหรี่"),
    ],
)
def test_a_line_that_names_ours_or_no_office_is_no_other_one(lines: tuple[str, ...]) -> None:
    part = of_office(*lines)
    assert (part.is_taken, part.belief.office) == (True, "")


RESULT = ("ข้อ", "คะแนน"), ("IIT", 90), ("EIT", 91), ("OIT", 92)
OTHER_OFFICES = (
    "โรงเรียนวัดจำลอง",
    "เทศบาลตำบลจำลอง",
    "โรงพยาบาลจำลอง",
    "สำนักการโยธา",
    "สำนักงานเขตพื้นที่การศึกษาประถมศึกษาจำลอง",
    "กรุงเทพมหานคร (ภาพรวมทุกหน่วยงาน)",
    "ภาพรวมกรุงเทพมหานคร",
    "จังหวัดจำลอง",
    "อำเภอเมืองจำลอง",
    "กรมการจำลอง",
    "การไฟฟ้านครหลวง",
)


@pytest.mark.parametrize("office", OTHER_OFFICES)
def test_results_of_any_other_organisation_wait_for_a_yes_of_their_own(office: str) -> None:
    known = replace(known_of(None), office=OWN)
    rows = ((f"ผลการประเมิน ITA {office} ปี 2568",), *RESULT)
    (part,) = find_parts([workbook(rows)], known=known)
    assert (part.kind, part.is_taken, part.consent) == ("results", False, Consent.OTHER_OFFICE)
    assert part.belief.office
    assert office.startswith(part.belief.office)
    items = of_office(f"ตาราง OIT {office} ปี 2568", "", "")
    assert items.is_taken == office.startswith(("โรงเรียน", "กรุงเทพมหานคร"))
    both = ((f"ผลการประเมิน ITA ของ{OWN} เสนอ{office}",), *RESULT)
    assert find_parts([workbook(both)], known=known)[0].is_taken


@pytest.mark.parametrize("title", ["ผลการประเมิน ITA {} ปี 2568", "คะแนน (ITA) ปี 2568 ของ{}"])
@pytest.mark.parametrize("name", ["ไปรษณีย์จำลอง", "องค์การสวนจำลอง", "หอศิลป์จำลอง"])
def test_what_stands_where_an_agency_is_named_is_not_taken_for_ours(title: str, name: str) -> None:
    known = replace(known_of(None), office=OWN)
    said = title.format(name)
    for lines, is_taken in (
        ((said,), False),
        ((said, OWN), True),
        ((title.format("ฝ่ายโยธา"),), True),
    ):
        rows = (*((line,) for line in lines), *RESULT)
        (part,) = find_parts([workbook(rows)], known=known)
        assert (part.kind, part.is_taken) == ("results", is_taken)
        assert is_taken or any(name in why.text for why in part.belief.against)
    items = of_office(title.replace("ผลการประเมิน ITA", "ลิงก์ OIT").format(name), "", "")
    assert items.is_taken != name.startswith("องค์การ")


@pytest.mark.parametrize(
    "title",
    ["OIT ปี 68 สถานะล่าสุด", "ตาราง OIT งานทะเบียน", "หลักฐาน OIT บนเว็บไซต์เขต", "แบ่งงาน ITA หัวหน้าฝ่าย"],
)
def test_words_of_a_list_of_work_are_nobody(title: str) -> None:
    assert of_office(title, "", "").is_taken


@pytest.mark.parametrize(
    "title",
    [
        "การประเมินคุณธรรมและความโปร่งใสในการดำเนินงานของหน่วยงานภาครัฐ ปี 2568",
        "คะแนน ITA ของเขต ปี 2568",
        "คะแนน ITA รอบ 12 เดือน (ราย ตัวชี้วัด) ปีงบประมาณ พ.ศ. ๒๕๖๘ ฉบับย่อ",
        "มาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน ปี 2568",
        "การประเมิน ITA ของกรุงเทพมหานคร ปี 2568",
        "การเปิดเผยข้อมูลสาธารณะ (OIT) ฝ่ายปกครอง ปี 2568",
        "การประเมิน ITA สำนักงาน ป.ป.ช. ปี 2568",
    ],
)
def test_a_title_that_says_nobody_else_is_ours(title: str) -> None:
    known = replace(known_of(None), office=OWN)
    (part,) = find_parts([workbook(((title,), *RESULT))], known=known)
    assert (part.kind, part.is_taken) == ("results", True)
    assert of_office(title, "", "").is_taken


@pytest.mark.parametrize(
    "title",
    [
        "ผลการประเมิน ITA กรุงเทพมหานคร ปี 2568",
        "ผลการประเมินคุณธรรมและความโปร่งใส (ITA) ของกรุงเทพมหานคร ประจำปีงบประมาณ พ.ศ. 2568",
        "สรุปผลคะแนน ITA หน่วยงานในสังกัดกรุงเทพมหานคร ปี 2568",
    ],
)
def test_results_of_the_city_wait_for_a_yes_where_nothing_says_that_they_are_ours(
    title: str,
) -> None:
    known = replace(known_of(None), office=OWN)
    (part,) = find_parts([workbook(((title,), *RESULT))], known=known)
    assert (part.kind, part.is_taken) == ("results", False)
    for ours in (f"{title} {OWN}", f"{OWN} {title}"):
        (part,) = find_parts([workbook(((ours,), *RESULT))], known=known)
        assert part.is_taken


@pytest.mark.parametrize(
    ("line", "office"),
    [("ITA จังหวัดจำลอง ปี 2568", "จังหวัดจำลอง"), ("กรมการจำลอง", "กรมการจำลอง"), (OWN, ""), ("", "")],
)
def test_scores_in_lines_are_of_the_organisation_that_the_first_lines_name(
    line: str, office: str
) -> None:
    known = replace(known_of(None), office=OWN)
    scores = ("คะแนน IIT : 92.10", "คะแนน EIT : 85.20", "คะแนน OIT : 96.00", "คะแนนรวม ITA : 91.59")
    rows = [(each,) for each in ("ผลการประเมิน ITA", *filter(None, (line,)), *scores)]
    (part,) = find_parts([workbook(rows)], known=known)
    assert (part.kind, part.belief.office, part.is_taken) == ("results", office, not office)


def test_what_speaks_against_a_list_of_units_does_not_against_the_scores_that_it_is() -> None:
    known = replace(known_of(None), office=OWN)
    heads = ("ส่วนราชการ", "จำนวน IIT", "คะแนน IIT", "จำนวน EIT", "คะแนน EIT", "คะแนนเฉลี่ย")
    rows = (("5. คะแนนตามส่วนราชการ",), heads, ("ฝ่ายปกครอง", 10, 90.5, 20, 88.25, 89.37))
    for title, is_taken in (
        (f"รายงานผลการประเมิน ITA {OWN} ปี 2568", True),
        (f"ร่างรายงานผลการประเมิน ITA {OWN} ปี 2568", False),
    ):
        (part,) = find_parts([workbook(((title,), *rows))], known=known)
        assert (part.kind, part.is_taken) == ("results", is_taken)


@pytest.mark.parametrize(
    ("names", "kind"),
    [
        (("การปฏิบัติหน้าที่", "การใช้งบประมาณ", "การใช้อำนาจ"), "results"),
        (("ร้อยละการเบิกจ่าย", "จำนวนต้นไม้", "การใช้อำนาจ"), None),
    ],
)
def test_lines_of_indicators_and_scores_are_results_by_the_names(
    names: Sequence[str], kind: str | None
) -> None:
    lines = (f"ตัวชี้วัดที่ {at} {name} 9{at}.๒๕ คะแนน" for at, name in enumerate(names, 1))
    text = "\n".join(("ผลการประเมิน ITA ปี 2568", *lines))
    found = find_parts([read_content(text.encode(), "ผล.txt")])
    assert [part.kind for part in found] == [kind or ""]


@pytest.mark.parametrize(
    "heads",
    [("ข้อ", "ข้อมูล", "ฝ่าย", "ผู้ประสานงาน", "โทร"), ("ข้อมูล OIT", "เจ้าภาพ"), ("หัวข้อ OIT", "ฝ่าย")],
)
def test_of_kinds_that_fit_alike_the_one_is_meant_that_nothing_speaks_against(
    heads: tuple[str, ...],
) -> None:
    items = [row[:2] for row in ITEMS[1:]]
    titled = len(heads) == 2
    rows = [
        (*((" ".join(map(str, item)),) if titled else item), "ฝ่ายรายได้", "น.ส.ตัวอย่าง หนึ่ง", "1234")
        for item in items
    ]
    title = f"ตารางมอบหมายผู้รับผิดชอบ OIT {OWN} ปี 2568"
    (part,) = parts(((title,), heads, *(row[: len(heads)] for row in rows)))
    assert (part.kind, part.is_taken) == ("assignments", True)


def test_a_report_whose_figures_nothing_reads_is_no_list_of_measures() -> None:
    head = ("ข้อ", "มาตรการ", "ผู้รับผิดชอบ", "ไตรมาส 1 (%)", "ไตรมาส 2 (%)", "สรุป")
    rows = (head, ("I4", "ประชุมชี้แจงแผน", "ฝ่ายการคลัง", 25, 50, "On track"))
    for title, is_taken in (("รายงานผลการดำเนินการตามมาตรการ ITA", False), ("มาตรการ ITA", True)):
        (part,) = parts(((title,), *rows))
        assert (part.kind, part.is_taken) == ("measures", is_taken)


def test_how_far_items_are_published_is_a_list_of_links_and_no_result() -> None:
    head = ("ข้อ", "ผู้รับผิดชอบ", "สถานะ", "ที่อยู่เว็บ", "หมายเหตุ")
    rows = (
        ("แบบติดตามการเผยแพร่ข้อมูล OIT ปี 2568",),
        head,
        ("O1", "ฝ่ายปกครอง", "เผยแพร่แล้ว", "https://www.example.go.th/1", ""),
        ("O5", "ฝ่ายปกครอง", "เผยแพร่แล้วบางส่วน", "https://www.example.go.th/5", ""),
        ("O8", "ทุกฝ่าย", "ยังไม่เผยแพร่", "", "รอข้อมูล"),
    )
    assert [part.kind for part in parts(rows)] == ["assignments", "evidence"]


def test_items_of_which_most_are_not_published_yet_are_a_list_of_links_too() -> None:
    rows: Rows = (
        ("แบบติดตามการเผยแพร่ข้อมูล OIT ปีงบประมาณ 2568",),
        ("ข้อ", "ข้อมูล", "สถานะ", "URL", "ผู้รับผิดชอบ"),
        ("O1", "ข้อมูลพื้นฐานของสำนักงานเขต", "เผยแพร่แล้ว", "https://district.example/1", "ฝ่ายปกครอง"),
        ("O6", "คู่มือการปฏิบัติหน้าที่", "ยังไม่เผยแพร่", "", "ฝ่ายปกครอง"),
        ("O8", "E-Service", "ยังไม่เผยแพร่", "", "ฝ่ายโยธา"),
    )
    assert [part.kind for part in parts(rows)] == ["assignments", "evidence"]


def test_scores_below_the_titles_of_another_list_are_not_ticked() -> None:
    swapped = (("I1", "มีการเบิกจ่ายเท็จ"), ("I6", "เต็มใจให้บริการ เท่าเทียม ไม่เลือกปฏิบัติ"))
    for titles in (NATIONAL, swapped):
        rows = ((code, title, "99.00") for code, title in titles)
        found = parts((("ผลการประเมิน ITA ปี 2568",), ("ข้อ", "ประเด็น", "คะแนน"), *rows))
        assert [(part.kind, part.is_taken) for part in found] == [("results", False)]


@pytest.mark.parametrize(
    ("figures", "is_taken"),
    [
        (("92.10", "85.20", "96.00", "91.59"), True),
        (("27.63", "25.56", "38.40", "91.59"), True),
        (("90", "90", "90", "97.38"), False),
    ],
)
def test_a_total_that_its_parts_do_not_give_is_not_ticked(
    figures: Sequence[str], is_taken: bool
) -> None:
    rows = zip(("IIT", "EIT", "OIT", "ITA"), figures, strict=True)
    (part,) = parts((("ผลการประเมิน ITA ปี 2568",), ("เครื่องมือ", "คะแนน"), *rows))
    assert (part.kind, part.is_taken) == ("results", is_taken)


@pytest.mark.parametrize("beside", [(), ("น้ำหนัก", "คะแนนเต็ม")])
def test_parts_of_a_hundred_are_weights_and_no_scores(beside: Sequence[str]) -> None:
    """Whatever title and heading say."""
    marks = [(code, *([most, 100][: len(beside)]), most) for code, most in WEIGHTS.items()]
    rows = (("ITA ปี 2568",), ("เครื่องมือ", *beside, "คะแนนถ่วงน้ำหนัก" if beside else "คะแนน"), *marks)
    (part,) = parts(rows)
    assert (part.kind, part.is_taken) == ("results", False)


WEIGHTS = {"IIT": 30, "EIT": 30, "OIT": 40}


def test_scores_that_are_others_each_time_are_of_no_single_office() -> None:
    head = (("คะแนน ITA ปี 2568",), ("เครื่องมือ", "คะแนน"))
    first, second = (
        (("IIT", 91), ("EIT", 82), ("OIT", 100)),
        (("IIT", 90), ("EIT", 85), ("OIT", 100)),
    )
    for rows, is_taken in ((first, True), (first * 2, True), ((*first, *second), False)):
        assert [(part.kind, part.is_taken) for part in parts((*head, *rows))] == [
            ("results", is_taken)
        ]


def test_an_office_may_be_named_in_english_however_it_is_spelt() -> None:
    known = replace(known_of(None), office="สำนักงานเขตลาดกระบัง")
    for name, office in {
        "Bang Rak District Office": "สำนักงานเขตบางรัก",
        "BANGRAK DISTRICT OFFICE": "สำนักงานเขตบางรัก",
        "Ladkrabang District Office": "",
    }.items():
        (part,) = find_parts(
            [workbook((("ผลการประเมิน ITA ปี 2568",), (name,), *RESULT))], known=known
        )
        assert (part.belief.office, part.is_taken) == (office, not office)


def test_a_table_whose_owners_nothing_calls_so_is_one_of_its_links() -> None:
    rows = (
        ("ทะเบียนลิงก์ OIT ปีงบประมาณ พ.ศ. 2568 - 2569",),
        ("ข้อ", "รายการ", "ฝ่าย", "ลิงก์ปี 2568", "ลิงก์ปี 2569"),
        *(
            (
                code,
                title,
                "ฝ่ายปกครอง",
                f"https://d.example/68/{code}",
                f"https://d.example/69/{code}",
            )
            for code, title in (("O1", "ข้อมูลพื้นฐานของสำนักงานเขต"), ("O7", "คู่มือการให้บริการประชาชน"))
        ),
        ("O9", "ข้อมูลสถิติการจัดเก็บภาษี", "ฝ่ายรายได้", "", "https://d.example/69/O9"),
    )
    (part,) = parts(rows)
    assert (part.kind, part.is_taken) == ("evidence", True)


def test_a_year_in_the_cells_of_a_title_is_that_of_its_table() -> None:
    title = ("หลักฐาน OIT สำนักงานเขตตัวอย่าง", "", "ปี", 2566)
    rows = (title, ("ข้อ", "รายการ", "ชื่อเอกสาร", "ลิงก์"), ("O1", "", "แผน", "https://d.example/1"))
    assert [part.year for part in parts(rows)] == [2566]


def test_items_of_a_municipality_are_not_ours_and_those_of_a_school_may_be() -> None:
    assert of_office("ตาราง OIT เทศบาลเมืองจำลอง", "", "").belief.office == "เทศบาลเมืองจำลอง"
    assert of_office("ตาราง OIT ปี 2568 โรงเรียนวัดจำลอง", "", "").is_taken


@pytest.mark.parametrize(
    "title",
    [
        "แบบทดสอบหลังอบรม ITA ปี 2568 (เฉลย)",
        "คาดการณ์คะแนน ITA ปี 2568",
        "จำลองคะแนน ITA ปี 2568 กรณี OIT ครบ",
        "ผลการทดลองประเมิน (Mock-up) ITA ปี 2568",
        "ข้อเสนอแนะจากผู้ตรวจประเมิน OIT ปี 2568",
        "ค่าเฉลี่ยคะแนน ITA ของ 50 สำนักงานเขต ปี 2568",
        "คะแนน ITA เฉลี่ยทุกเขต ปี 2568",
        "ตัวอย่างคะแนน ITA ของหน่วยงานต้นแบบ",
        "ผลการประเมิน ITA เบื้องต้น ปี 2568",
        "(ร่าง) ผลการประเมิน ITA ปี 2568",
        "ผลการประเมิน ITA ปี 2568 ฉบับร่าง",
        "Draft ผลการประเมิน ITA ปี 2568",
        "ผลการประเมิน ITA ปี 2568 ยังไม่ยืนยัน",
        "ผลการประเมิน ITA ปี 2568 (ก่อนอุทธรณ์)",
        "ผลการประเมิน ITA ปี 2568 (ยังไม่เป็นทางการ)",
        "ผลการประเมิน ITA ปี 2568 [ฝ่ายปกครองคิดเอง]",
        "แบบประเมินตนเอง ITA ปี 2568",
        "คำนวณคะแนน ITA ปี 2568",
        "น้ำหนักตัวชี้วัด ITA ปี 2568",
        "คะแนน ITA ปี 2568 ถ้า EIT ได้ 90",
        "คะแนน ITA เป้า ปี 2568",
    ],
)
def test_scores_that_somebody_expects_or_tries_are_not_ticked(title: str) -> None:
    (part,) = parts(((title,), *RESULT))
    assert (part.kind, part.is_taken, part.consent) == ("results", False, None)


@pytest.mark.parametrize(
    "words",
    ["ITA", "Integrity and Transparency Assessment: ITA", "คะแนนรายตัวชี้วัด", "ผลอย่างเป็นทางการ"],
)
def test_what_titles_of_official_results_have_in_brackets_says_nothing(words: str) -> None:
    (part,) = parts(((f"ผลการประเมิน ITA ปี 2568 ({words})",), *RESULT))
    assert (part.kind, part.is_taken) == ("results", True)


@pytest.mark.parametrize(("title", "head"), [("ข้อ OIT ที่ต้องแก้ไข", "หน่วยงาน"), ("ข้อ OIT", "ฝ่าย")])
def test_a_unit_beside_an_item_is_not_responsible_by_that(title: str, head: str) -> None:
    for first, second, is_taken in (
        (title, head, False),
        ("มอบหมายข้อ OIT", head, True),
        (title, "ฝ่ายที่รับผิดชอบ", True),
    ):
        rows = (f"{first} ปี 2568",), ("ข้อ", second), ("O7", "ฝ่ายโยธา"), ("O4", "ฝ่ายเทศกิจ")
        (part,) = parts(rows)
        assert (part.kind, part.is_taken) == ("assignments", is_taken)


def test_the_name_of_a_document_is_none_of_an_item() -> None:
    rows = (
        ("หลักฐาน OIT ปี 2568",),
        ("ข้อ", "ชื่อเอกสาร", "ลิงก์"),
        ("O1", "โครงสร้าง", "https://a.example/1"),
    )
    (part,) = parts((*rows, ("O9", "สถิติภาษี", "https://a.example/9")))
    assert (part.kind, part.is_taken) == ("evidence", True)


@pytest.mark.parametrize(
    ("name", "office"),
    [
        ("OIT_68-เขตจำลอง.xlsx", "สำนักงานเขตจำลอง"),
        ("สนข.จำลอง OIT.xlsx", "สำนักงานเขตจำลอง"),
        ("OIT (สำนักงานเขตจำลอง).xlsx", "สำนักงานเขตจำลอง"),
        ("OIT_เขตตัวอย่าง_2568.xlsx", ""),
        ("OIT_เขตส่งกลับ.xlsx", ""),
        ("ตาราง OIT ของเขต.xlsx", ""),
    ],
)
def test_the_name_of_a_file_may_name_another_office(name: str, office: str) -> None:
    known = replace(known_of(None), office=OWN)
    (part,) = find_parts([workbook(ITEMS, name=name)], known=known)
    assert (part.belief.office, part.is_taken) == (office, not office)
    titles: Rows = ((f"ตาราง OIT {OWN}",), *ITEMS)
    (part,) = find_parts([workbook(titles, name=name)], known=known)
    assert (part.belief.office, part.is_taken) == ("", True), "the title says whose it is"


def test_what_runs_along_the_pages_may_name_another_office() -> None:
    known = replace(known_of(None), office=OWN)
    source = replace(document("ตาราง OIT", ITEMS), running=("สำนักงานเขตจำลอง กรุงเทพมหานคร",))
    (part,) = find_parts([source], known=known)
    assert (part.belief.office, part.is_taken) == ("สำนักงานเขตจำลอง", False)
    (part,) = find_parts([replace(source, running=("สำนักงานเขตตัวอย่าง",))], known=known)
    assert part.is_taken


def test_the_title_of_a_web_page_may_name_another_office(tmp_path: Path) -> None:
    known = replace(known_of(None), office=OWN)
    cells = ("".join(f"<td>{value}</td>" for value in row) for row in ITEMS)
    rows = "".join(f"<tr>{each}</tr>" for each in cells)
    page = tmp_path / "oit.html"
    page.write_text(f"<html><title>OIT เขตบางนา</title><body><table>{rows}</table>", "utf-8")
    (part,) = find_parts([read_file(page)], known=known)
    assert (part.belief.office, part.is_taken) == ("สำนักงานเขตบางนา", False)


def test_the_year_of_a_result_is_the_one_beside_its_name() -> None:
    """A book names the year that follows from its result, too."""
    rows = (("ผลการประเมิน ITA ปีงบประมาณ พ.ศ. 2567",), ("ปีงบประมาณ พ.ศ. 2568",), SCORED)
    (part,) = parts((*rows, ("I1", "", "98.50"), ("E1", "", "97.25")))
    assert (part.kind, part.year, part.is_taken) == ("results", 2567, True)
    several = (("ผลการประเมิน ITA ปี 2567 และปี 2568",), *rows[2:])
    (part,) = parts((*several, ("I1", "", "98.50"), ("E1", "", "97.25")))
    assert not part.is_taken, "both are of the result"


OURS_OF_68: Rows = (
    ("ผลการประเมิน ITA สำนักงานเขตตัวอย่าง ปีงบประมาณ 2568",),
    ("เครื่องมือ", "คะแนน"),
    ("IIT", 92.1),
    ("EIT", 85.2),
    ("OIT", 96),
)
BESIDE: dict[str, Rows] = {
    "another office": (
        ("สำนักงานเขตบางสมมติ ปีงบประมาณ 2568",),
        ("เครื่องมือ", "คะแนน"),
        ("IIT", 99),
        ("EIT", 98),
    ),
    "another matter": (
        ("ผลตามคำรับรอง ปีงบประมาณ 2568",),
        ("ตัวชี้วัด", "เป้าหมาย", "คะแนน"),
        ("E1", "ร้อยละ 92", 100),
        ("E2", "ร้อยละ 85", 82.35),
    ),
}


@pytest.mark.parametrize("beside", BESIDE.values(), ids=BESIDE)
@pytest.mark.parametrize("ours_first", [True, False])
def test_what_is_not_ours_makes_ours_in_the_same_file_no_less_sure(
    beside: Rows, ours_first: bool
) -> None:
    sheets = (OURS_OF_68, beside) if ours_first else (beside, OURS_OF_68)
    parts = find_parts([workbook(*sheets)], known=replace(known_of(None), office=OWN))
    taken = [part for part in parts if part.is_taken]
    assert [(part.kind, part.rows) for part in taken] == [("results", 3)]
    assert len(parts) == 2


def test_a_list_with_numbers_below_its_own_words_goes_on_with_no_other() -> None:
    leave = (*PEOPLE, "ลาป่วย"), (1, "นางสาวสมมุติ เอก", "เจ้าพนักงานธุรการ", 5)
    stock = ("รายการ", "จำนวน"), ("กระดาษ", 30)
    parts = find_parts([workbook(leave, stock)])
    assert [part.rows for part in parts if part.kind == "people"] == [1]
    assert [part.kind for part in parts] == ["people", ""]


SECTIONS: dict[str, Rows] = {
    "units": (
        ("5. คะแนนตามส่วนราชการ ปีงบประมาณ พ.ศ. 2568",),
        ("No.ส่วนราชการ", "จำนวน IIT", "คะแนน IIT", "จำนวน EIT", "คะแนน EIT", "คะแนนเฉลี่ย"),
        ("1.ฝ่ายเทศกิจ", "12", "90.00", "20", "80.00", "85.00"),
        ("2.ฝ่ายโยธา", "15", "92.00", "25", "84.00", "88.00"),
        ("3.ฝ่ายปกครอง", "9", "91.00", "21", "81.00", "86.00"),
    ),
    "answers": (
        ("3. สถิติการตอบ IIT ปีงบประมาณ พ.ศ. 2568",),
        ("ข้อ", "คำถาม", "คะแนนเฉลี่ย (เต็ม 100)"),
        ("I2", "อำนวยความสะดวกในการให้บริการประชาชน", "98.00"),
        ("ตัวเลือก", "จำนวนตอบ", "%"),
        ("1.ไม่มีเลย", "0", "0.00%"),
        ("2.น้อยที่สุด", "0", "0.00%"),
        ("3.น้อย", "0", "0.00%"),
        ("4.ปานกลาง", "0", "0.00%"),
        ("5.มาก", "10", "10.00%"),
        ("6.มากที่สุด", "90", "90.00%"),
    ),
}


@pytest.mark.parametrize("rows", SECTIONS.values(), ids=SECTIONS)
def test_names_in_the_sections_of_the_report_are_no_other_items(rows: Rows) -> None:
    (part,) = parts(rows)
    assert (part.kind, part.is_taken, part.belief.against) == ("results", True, ())


@pytest.mark.parametrize("head", ["คะแนนหลังอุทธรณ์", "คะแนนเขต", "คะแนนของสำนักงานเขต"])
def test_the_scores_of_ours_are_found_beside_others(head: str) -> None:
    title = ("ผลการประเมิน ITA ปี 2568",)
    (part,) = parts((title, ("ข้อ", "คะแนนเดิม", head), ("O5", 0, 100), ("O8", 50, 75)))
    assert (part.kind, part.is_taken) == ("results", True)
    sub = ((9.1, "ข้อมูลพื้นฐาน", 90), (9.2, "การบริหารงาน", 80))
    (part,) = parts((title, ("ตัวชี้วัดย่อย", "ชื่อ", head), *sub))
    assert (part.kind, part.is_taken, part.rows) == ("results", True, 2)


@pytest.mark.parametrize("role", [("ประธาน", "เลขานุการ"), ("", "")])
def test_members_with_their_roles_are_members_whoever_is_to_sign(role: tuple[str, str]) -> None:
    rows = (
        ("รายชื่อคณะทำงาน ITA ปี 2568",),
        ("ที่", "ชื่อ-สกุล", "ตำแหน่ง", "บทบาท", "ลายมือชื่อ"),
        (1, "นายตัวอย่าง หนึ่ง", "ผู้อำนวยการเขต", role[0], ""),
        (2, "นางตัวอย่าง สอง", "หัวหน้าฝ่ายโยธา", role[1], ""),
    )
    (part,) = parts(rows)
    assert part.is_taken is any(role)


@pytest.mark.parametrize(
    "title",
    [
        "มอบหมาย OIT ฝ่ายปกครอง",
        "แบ่งงาน OIT ที่ต้องเผยแพร่",
        "OIT ปี 2568",
        "ตาราง ITA/OIT (O1-O3)",
        "OIT ล่าสุด",
        "ข้อมูล OIT การประเมิน ITA",
        "OIT การเปิดเผยข้อมูลสาธารณะ",
    ],
)
def test_bare_codes_below_a_title_of_the_assessment_are_ours(title: str) -> None:
    rows = ((title,), ("ข้อ", "ผู้รับผิดชอบ"), *((f"O{at}", "ฝ่ายโยธา") for at in (1, 2, 3)))
    assert [part.is_taken for part in parts(rows)] == [True]


@pytest.mark.parametrize("between", [(), (("ข้อ", "ข้อมูล", "ผู้รับผิดชอบ"),)])
def test_items_of_several_years_one_below_the_other_wait(between: Rows) -> None:
    row = ("O1", "ข้อมูลพื้นฐานของสำนักงานเขต", "ฝ่ายปกครอง")
    head = ("ข้อ", "ข้อมูล", "ผู้รับผิดชอบ")
    for year, is_taken in ((2567, False), (2568, True)):
        rows = ("ผู้รับผิดชอบ OIT ปี 2568",), head, row, (f"ผู้รับผิดชอบ OIT ปี {year}",), *between, row
        assert [part.is_taken for part in parts(rows) if part.kind] == [is_taken]
    note = ("ผู้รับผิดชอบ OIT ปี 2568",), head, row, ("หมายเหตุ ใช้รายชื่อปี 2567",)
    assert [part.is_taken for part in parts(note) if part.kind] == [True]


ROOMS = (
    ("วันที่", "ห้อง", "เรื่องที่ประชุม", "ครั้งที่", "ผู้จอง", "จำนวนคน", "หน่วยงาน"),
    ("3 ก.พ. 2568", "ห้องเล็ก", "ประชุมคณะทำงาน ITA", "3/2568", "นายตัวอย่าง ก", 12, "ฝ่ายโยธา"),
    ("4 ก.พ. 2568", "ห้องใหญ่", "อบรมดับเพลิง", "8/2568", "นางตัวอย่าง สอง", 40, "ฝ่ายทะเบียน"),
)


@pytest.mark.parametrize("columns", [(0, 1, 2, 3), (2, 5, 6)])
def test_rooms_that_anybody_books_are_no_meetings_and_no_respondents(columns) -> None:
    title = ("แบบขอใช้ห้องประชุม เดือนกุมภาพันธ์ 2568 (ITA)", *("" for _ in columns[1:]))
    found = parts((title, *(tuple(row[at] for at in columns) for row in ROOMS)))
    assert not any(part.is_taken for part in found)


def test_those_who_were_asked_how_content_they_are_are_no_respondents() -> None:
    rows = (
        ("ความพึงพอใจด้านคุณธรรมและความโปร่งใส ปี 2568", "", ""),
        ("แบบวัด", "กลุ่ม", "จำนวนผู้ตอบ"),
        ("EIT", "ผู้รับบริการ", 120),
    )
    assert not any(part.is_taken for part in parts(rows))


def test_names_of_files_beside_their_links_say_nothing_against_them() -> None:
    rows = (
        ("ข้อ", "ชื่อไฟล์", "ลิงก์"),
        ("O10", "รายงาน ม.ค.", "https://d.example/1"),
        ("O10", "รายงาน ก.พ.", "https://d.example/2"),
    )
    (part,) = parts(rows)
    assert (part.kind, part.is_taken) == ("evidence", True)


@pytest.mark.parametrize("owner", ["วัดสมมุติธรรม", "โรงเรียนสมมุติวิทยา", "ชุมชนสมมุติพัฒนา"])
def test_dates_of_others_need_the_yes_for_another_office(owner: str) -> None:
    rows = (("วันที่", "กิจกรรม"), ("13 ก.พ. 68", "เวียนเทียน"), ("5 มี.ค. 68", "ประชุมใหญ่"))
    known = replace(known_of(None), office=OWN)
    (part,) = find_parts([workbook(((f"ปฏิทินกิจกรรม{owner} ประจำปี",), *rows))], known=known)
    assert (part.kind, part.is_taken, part.consent) == ("calendar", False, Consent.OTHER_OFFICE)
    (part,) = find_parts([workbook((("ปฏิทินการวัดผล",), *rows))], known=known)
    assert (part.kind, part.is_taken, part.consent) == ("calendar", False, None)


def test_an_order_of_a_school_needs_the_yes_for_another_office() -> None:
    known = replace(known_of(None), office=OWN)
    rows = (
        ("คำสั่งโรงเรียนสมมุติวิทยา",),
        ("เลขที่คำสั่ง", "เรื่องคำสั่ง", "วันที่ลงนาม"),
        ("7/2568", "แต่งตั้งคณะกรรมการกีฬาสี", "3 ม.ค. 2568"),
    )
    (part,) = find_parts([workbook(rows)], known=known)
    assert (part.kind, part.is_taken, part.consent) == ("orders", False, Consent.OTHER_OFFICE)


SCHOOLS = ("โรงเรียนวัดสมมุติ", "โรงเรียนบ้านสมมุติ (ราษฎร์บำรุง)")
MINE = replace(
    known_of(None),
    office=OWN,
    units=UnitFinder([Unit(id=name, name=name, kind=UnitKind.SCHOOL) for name in SCHOOLS]),
)
MEASURES_OF = (("ข้อ", "วิธีการปฏิบัติ", "ผู้รับผิดชอบ"), ("I1", "ทำคู่มือ", "ทุกฝ่าย"), ("I2", "ทำป้าย", "ทุกฝ่าย"))
DATES_OF = (("วันที่", "กิจกรรม"), ("13 ก.พ. 68", "เวียนเทียน"), ("5 มี.ค. 68", "ประชุมใหญ่"))
ORDERS_OF = (
    ("เลขที่คำสั่ง", "เรื่องคำสั่ง", "วันที่ลงนาม"),
    ("7/2568", "แต่งตั้งคณะกรรมการกีฬาสี", "3 ม.ค. 2568"),
)
SCORES_OF = (("รหัส", "คะแนน"), *((code, 90) for code in ("ITA", "IIT", "EIT", "OIT")))


@pytest.mark.parametrize(
    ("rows", "below"),
    [
        ((("มาตรการ ITA ปีงบประมาณ พ.ศ. 2568 {school}",), *MEASURES_OF), ()),
        ((("ปฏิทินกิจกรรม {school} ประจำปี",), *DATES_OF), ()),
        ((("คำสั่ง{school}",), *ORDERS_OF), ()),
        ((("ผลการประเมิน ITA ปีงบประมาณ พ.ศ. 2568",), *SCORES_OF), (("{school}",),)),
    ],
)
@pytest.mark.parametrize(
    ("school", "is_ours"),
    [
        *((name, True) for name in SCHOOLS),
        *((name, True) for name in ("ร.ร.วัดสมมุติ", "รร.วัดสมมุติ", "โรงเรียนบ้านสมมุติ")),
        *((name, False) for name in ("โรงเรียนบ้านไกล", "ร.ร.บ้านไกล", "รร.บ้านไกล")),
    ],
)
def test_a_school_that_is_a_unit_is_no_other_office(
    rows: Rows, below: Rows, school: str, *, is_ours: bool
) -> None:
    cells = [tuple(str(cell).format(school=school) for cell in row) for row in (*rows, *below)]
    (part,) = find_parts([workbook(cells)], known=MINE)
    assert (part.consent is Consent.OTHER_OFFICE, part.belief.office) == (
        not is_ours,
        "" if is_ours else school,
    )


def test_the_results_of_a_school_are_none_of_its_district() -> None:
    title = (f"ผลการประเมิน ITA {SCHOOLS[0]} ปีงบประมาณ พ.ศ. 2568",)
    (part,) = find_parts([workbook((title, *SCORES_OF))], known=MINE)
    assert (part.is_taken, part.consent) == (False, Consent.OTHER_OFFICE)


def test_a_calendar_of_ours_may_say_what_its_acts_cost() -> None:
    rows = (
        ("ปฏิทินการประเมิน ประจำปีงบประมาณ พ.ศ. 2568", "", ""),
        ("กิจกรรม", "วันที่", "งบประมาณ (บาท)"),
        ("เปิดระบบ IIT", "3 ม.ค. 2568", ""),
        ("ปิดระบบ EIT", "30 มิ.ย. 2568", ""),
        ("ประชุมชี้แจง", "5 ม.ค. 2568", "2,000"),
    )
    (part,) = parts(rows)
    assert (part.kind, part.is_taken) == ("calendar", True)


def test_the_name_beside_several_codes_is_none_of_each() -> None:
    rows = (
        ("ตารางมอบหมายผู้รับผิดชอบ OIT ปี 2568", "", ""),
        ("ข้อ", "ข้อมูล", "ผู้รับผิดชอบ"),
        ("O1-O3", "ข้อมูลพื้นฐานของสำนักงานเขต", "ฝ่ายปกครอง"),
        ("O4-O6", "การประชาสัมพันธ์ข้อมูลผลการดำเนินงาน", "ฝ่ายโยธา"),
    )
    (part,) = parts(rows)
    assert (part.kind, part.is_taken) == ("assignments", True)


@pytest.mark.parametrize(
    ("website", "host", "taken"),
    [
        ("https://www.bangkok.go.th/sample", "https://webportal.bangkok.go.th/sample/o", True),
        ("https://www.bangkok.go.th/sample", "https://webportal.bangkok.go.th/other/o", False),
        ("https://sample.example", "https://www.town.go.th/o", False),
        ("https://sample.example", "https://drive.google.com/o", True),
        ("", "https://www.town.go.th/o", True),
    ],
)
def test_a_list_of_links_to_the_site_of_another_office_is_not_ours(workspace, website, host, taken):
    year = workspace.year(2568)
    office = replace(year.organisation, website=website)
    rows = (("ข้อ", "ลิงก์"), *((f"O{at}", f"{host}{at}") for at in range(1, 4)))
    source = workbook(titled("ลิงก์หลักฐาน OIT ปีงบประมาณ พ.ศ. 2568", rows))
    (part,) = find_parts([source], known=known_of(replace(year, organisation=office)))
    assert (part.kind, part.is_taken) == ("evidence", taken)


@pytest.mark.parametrize("shown", [2567, 2568])
def test_scores_of_several_years_are_each_of_the_list_of_its_own_year(shown: int) -> None:
    rows = (
        ("ผลการประเมิน ITA เปรียบเทียบปี 2566 กับปี 2567",),
        ("ข้อ", "คำถาม", "คะแนน ปี 2566", "คะแนน ปี 2567", "เพิ่ม/ลด"),
        ("I4", "โปร่งใส ตรวจสอบได้", 97.5, 98.5, 1),
        ("I6", "มีการเบิกจ่ายเท็จ", 96.5, 98.5, 2),
        ("I7", "ผู้บังคับบัญชาสั่งการให้ทำในสิ่งที่ไม่ถูกต้องหรือมีความเสี่ยงต่อการทุจริต", 98.5, 99.5, 1),
    )
    found = find_parts([workbook(rows)], fiscal_year=shown)
    assert [(part.year, part.belief.is_sure, part.is_taken) for part in found] == [
        (2566, False, False),
        (2567, True, shown == 2567),
    ]


def test_the_name_of_an_indicator_beside_an_item_is_none_of_another_list() -> None:
    """Though it is like the name of an item of another year."""
    rows = (
        ("มาตรการยกระดับคุณธรรมและความโปร่งใส (ITA) ปี 2568",),
        ("ตัวชี้วัด", "ข้อ", "มาตรการ", "ผู้รับผิดชอบ"),
        ("1 การปฏิบัติหน้าที่", "I1", "ทำคู่มือบริการ", "ฝ่ายปกครอง"),
        ("9 การเปิดเผยข้อมูล", "O5", "เผยแพร่แผน", "ฝ่ายโยธา"),
    )
    (part,) = find_parts([workbook(rows)], fiscal_year=2568)
    assert (part.kind, part.is_taken, part.belief.titled) == ("measures", True, ())
