"""Pages around a text, as content management systems make them."""

import random
from collections.abc import Callable

OFFICE = "สำนักงานเขตตัวอย่าง"
MENUS = ("หน้าแรก", "เกี่ยวกับเขต", "ข่าวประชาสัมพันธ์", "ITA 2566", "ITA 2567", "ITA 2568", "OIT ปีงบประมาณ 2565",
         "จัดซื้อจัดจ้าง", "ร้องเรียนร้องทุกข์", "ติดต่อเรา", "เข้าสู่ระบบเจ้าหน้าที่", "Sitemap", "English")  # fmt: skip
NEWS = ("เขตตัวอย่างจัดกิจกรรมวันต้นไม้ 5 ธันวาคม 2566", "ประกาศรับสมัครอาสาสมัคร ประจำปี 2569",
        "กำหนดการชำระภาษี ปี 2567", "เปิดลงทะเบียนผู้สูงอายุ ปีงบประมาณ 2570")  # fmt: skip


def _menu(pick: random.Random) -> str:
    names = pick.sample(MENUS, 8)
    return "".join(f'<li><a href="/m/{at}">{name}</a></li>' for at, name in enumerate(names))


def _news(pick: random.Random) -> str:
    return "".join(
        f'<li><a href="/news/{pick.randrange(999)}">{n}</a></li>' for n in pick.sample(NEWS, 2)
    )


def _foot(pick: random.Random) -> str:
    return pick.choice(
        (
            f"© {pick.choice((2561, 2566, 2568))} {OFFICE} โทร. 0-2000-{pick.randrange(2560, 2570)}",
            "สงวนลิขสิทธิ์ พ.ศ. 2569 จำนวนผู้เข้าชม 25,671 คน",
            f"Copyright 2019-2026 {OFFICE} All Rights Reserved.",
        )
    )


def press(title: str, body: str, pick: random.Random) -> bytes:
    return f"""<!DOCTYPE html><html lang="th"><head><meta charset="UTF-8"><title>{title} &#8211; {OFFICE}</title>
<link rel="stylesheet" href="/s.css"><script>var a = "404 not found ไม่พบหน้า";</script></head>
<body class="post-template-default single sidebar-right menu-open"><header id="masthead" class="site-header">
<div class="site-branding"><p class="site-title">{OFFICE}</p></div>
<nav class="main-navigation"><ul>{_menu(pick)}</ul></nav></header>
<div id="content" class="site-content"><main id="main"><article class="post"><header class="entry-header">
<h1 class="entry-title">{title}</h1><span class="posted-on">เผยแพร่เมื่อ {pick.randint(1, 28)} มีนาคม 2568</span></header>
<div class="entry-content">{body}</div></article></main>
<aside class="widget-area"><h2>ข่าวล่าสุด</h2><ul>{_news(pick)}</ul>
<form action="/wp-login.php"><label>ชื่อผู้ใช้<input name="log"></label><input type="password" name="pwd">
<button>เข้าสู่ระบบ</button></form></aside></div>
<footer class="site-footer"><p>{_foot(pick)}</p></footer></body></html>""".encode()


def tables(title: str, body: str, pick: random.Random) -> bytes:
    """An old one, of tables, in the old Thai code."""
    return f"""<html><head><meta http-equiv=Content-Type content="text/html; charset=windows-874"><title>{OFFICE}</title>
</head><body bgcolor=#ffffff><table width=100% border=0><tr><td class=header><font size=5>{OFFICE}</font></td></tr>
<tr><td><table class="menu">{"".join(f"<tr><td><a href=?p={n}>{name}</a>" for n, name in enumerate(MENUS[:7]))}</table>
<td valign=top><font size=4><b>{title}</b></font><br><br>{body}</td></tr></table>
<table class=footer><tr><td>{_foot(pick).replace("©", "(c)")}</table></body></html>""".encode(
        "cp874", "xmlcharrefreplace"
    )


def boot(title: str, body: str, pick: random.Random) -> bytes:
    return f"""<!doctype html><html><head><meta charset=utf-8><meta name=viewport content="width=device-width">
<title>{title} | {OFFICE} กรุงเทพมหานคร</title></head><body>
<div class="navbar navbar-expand-lg"><ul class="navbar-nav">{_menu(pick)}</ul></div>
<div class="container"><ol class="breadcrumb"><li>หน้าแรก</li><li>ITA</li><li>{title}</li></ol>
<div class="row"><div class="col-lg-9"><h2>{title}</h2>{body}
<p class="text-muted">ปรับปรุงล่าสุด {pick.randint(1, 28)}/02/2568 ผู้เข้าชม {pick.randrange(9999)} ครั้ง</p></div>
<div class="col-lg-3 sidebar"><h5>เมนูย่อย</h5><ul>{_news(pick)}</ul></div></div></div>
<div id="footer">{_foot(pick)}</div><script src="/app.js"></script></body></html>""".encode()


def joomla(title: str, body: str, pick: random.Random) -> bytes:
    return f"""<?xml version="1.0" encoding="utf-8"?><!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "">
<html xmlns="http://www.w3.org/1999/xhtml" xml:lang="th-th"><head><meta http-equiv="content-type"
 content="text/html; charset=utf-8" /><title>{title}</title></head><body><div id="wrapper"><div id="header">
<h1 class="logo"><a href="/">{OFFICE}</a></h1></div><div id="mainmenu"><ul class="menu nav">{_menu(pick)}</ul></div>
<div id="component"><div class="item-page"><div class="page-header"><h2 itemprop="name">{title}</h2></div>
<dl class="article-info"><dd>เผยแพร่: {pick.randint(10, 28)} มกราคม 2568</dd><dd>ฮิต: {pick.randrange(3000)}</dd></dl>
<div itemprop="articleBody">{body}</div></div></div><div class="custom footer">{_foot(pick)}</div></div></body></html>""".encode()


FRAMES: tuple[Callable[[str, str, random.Random], bytes], ...] = (press, tables, boot, joomla)
