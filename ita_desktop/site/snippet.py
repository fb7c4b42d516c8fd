"""The table for an office that has but an editor: one table with inline styles, to be pasted."""

from collections.abc import Sequence
from html import escape

from ita_desktop.site.frame_texts import day_words, frame_texts
from ita_desktop.site.items import NOTHING, ItemGroup, PublishedItem, PublishedLink
from ita_desktop.site.palettes import LIGHT, Palette

_CELL = "padding:8px 10px;border-bottom:1px solid {line};text-align:left;vertical-align:top"


def snippet_table(groups: Sequence[ItemGroup], palette: Palette, language: str) -> str:
    """Return the items and their links as one HTML table. Files that only the folder of the page
    holds are named without a link: the table stands elsewhere."""
    t = frame_texts(language)
    cell = _CELL.format(line=LIGHT["line2"])
    head = f"{cell};background:{palette.light.tint};color:{palette.light.accent}"
    heads = "".join(
        f'<th scope="col" style="{head}">{escape(t[name])}</th>'
        for name in ("code", "title", "links")
    )
    rows = [_row(item, cell, palette, language) for group in groups for item in group.items]
    caption = f'<caption style="text-align:left">{escape(t["snippet_caption"])}</caption>'
    style = f"width:100%;border-collapse:collapse;color:{LIGHT['text']};background:{LIGHT['paper']}"
    body = "\n".join(rows)
    return (
        f'<table style="{style}">\n{caption}\n<thead><tr>{heads}</tr></thead>\n'
        f"<tbody>\n{body}\n</tbody>\n</table>\n"
    )


def snippet_text(groups: Sequence[ItemGroup]) -> str:
    """Return the same as plain text: a row an item, cells parted by tabs."""
    rows = []
    for group in groups:
        for item in group.items:
            links = "; ".join(filter(None, (link.link or link.address for link in item.links)))
            rows.append("\t".join((item.code, " ".join(item.title.split()), links)))
    return "\n".join(rows)


def snippet_page(groups: Sequence[ItemGroup], palette: Palette, language: str) -> bytes:
    """Return the table as a file that browsers and editors open."""
    title = escape(frame_texts(language)["snippet_caption"])
    made = (
        f'<!DOCTYPE html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n</head>\n"
        '<body style="font-family:Sarabun,sans-serif;overflow-wrap:anywhere">\n<main>\n'
        f"{snippet_table(groups, palette, language)}</main>\n</body>\n</html>\n"
    )
    return made.encode(errors="replace")


def _row(item: PublishedItem, cell: str, palette: Palette, language: str) -> str:
    links = "<br>".join(_link(link, palette, language) for link in item.links)
    if not links:
        links = escape(frame_texts(language)["open"])
    return (
        f'<tr><th scope="row" style="{cell};white-space:nowrap">{escape(item.code)}</th>'
        f'<td style="{cell}">{escape(item.title)}</td><td style="{cell}">{links}</td></tr>'
    )


def _link(link: PublishedLink, palette: Palette, language: str) -> str:
    t = frame_texts(language)
    if link.nothing and not link.link:
        words = " ".join(filter(None, (link.part, link.title or t[NOTHING])))
        return escape(words)
    title = escape(link.title or link.link or link.address or t["untitled"])
    day = day_words(link.published, language)
    behind = f" ({escape(day)})" if day else ""
    if not link.link:
        return f"{title}{behind}"
    href = escape(link.link, quote=True)
    return f'<a href="{href}" style="color:{palette.light.accent}">{title}</a>{behind}'
