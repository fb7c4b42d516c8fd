"""The page as its readers have it: in a browser, by keyboard, without scripts, judged by axe-core.

One browser for all of it. ``ITA_ALL_PAGES=1`` (``dev.py pages``) judges every page in all lights
and widths instead of one of each kind.
"""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest

from tests.support.programs import find

KINDS: Final = (
    "index.html", "2568/index.html", "2568/o15.html", "2568/measures.html", "2568/m-9.html",
    "2568/data.html", "2568/cms-table.html", "en/2568/o2.html",
)  # fmt: skip
RULES: Final = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
WIDTHS: Final = (320, 375, 768, 1024, 1366, 1920)
LIGHTS: Final = ("light", "dark")
ALL: Final = bool(os.environ.get("ITA_ALL_PAGES"))


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=find("needs_chromium"), args=["--no-sandbox"]
        )
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    """A page that asks for nothing outside of its folder, and whose scripts do not fail."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    asked: list[str] = []
    failed: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("requestfailed", lambda request: failed.append(request.url))
    page.on("pageerror", lambda error: failed.append(str(error)))
    yield page
    context.close()
    assert [url for url in asked if not url.startswith("file:")] == []
    assert failed == []


def seen(folder: Path) -> list[str]:
    if not ALL:
        return list(KINDS)
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.html"))


@pytest.mark.in_turn
def test_axe_finds_nothing_and_nothing_scrolls_sideways(page: Any, published: Path) -> None:
    from axe_playwright_python.base import AXE_SCRIPT

    options = {"runOnly": RULES, "resultTypes": ["violations"], "preload": False}
    widths = WIDTHS if ALL else (WIDTHS[0], WIDTHS[-1])
    lights = [(light, width) for light in LIGHTS for width in widths]
    found = []
    for name in seen(published):
        page.goto((published / name).as_uri())
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            wide = page.evaluate("document.documentElement.scrollWidth")
            found += [(name, width, "scrolls", wide)] if wide > width else []
        page.evaluate(AXE_SCRIPT)
        for light, width in lights if ALL else (lights[0], lights[-1]):
            page.emulate_media(color_scheme=light)
            page.set_viewport_size({"width": width, "height": 900})
            told = page.evaluate("options => axe.run(document, options)", options)
            found += [
                (name, light, width, one["id"], [node["target"] for node in one["nodes"]][:3])
                for one in told["violations"]
            ]
        page.emulate_media(color_scheme="light")
    assert found == []


def test_axe_is_asked_for_what_it_would_find(page: Any) -> None:
    from axe_playwright_python.base import AXE_SCRIPT

    page.set_content("<html><body><img src='data:,'><p style='color:#ccc'>pale</p></body></html>")
    page.evaluate(AXE_SCRIPT)
    told = page.evaluate("options => axe.run(document, options)", {"runOnly": RULES})
    assert {"image-alt", "color-contrast", "html-has-lang", "document-title"} <= {
        one["id"] for one in told["violations"]
    }


def focused(page: Any) -> dict[str, Any]:
    """What has the focus, and whether that is seen."""
    return dict(
        page.evaluate(
            """() => {
              const it = document.activeElement, look = getComputedStyle(it);
              const at = it.getBoundingClientRect();
              return {tag: it.tagName, id: it.id, href: it.getAttribute("href") || "",
                      seen: look.outlineStyle !== "none" && parseFloat(look.outlineWidth) >= 2
                            && at.width > 0 && at.bottom > 0 && at.right > 0};
            }"""
        )
    )


def test_the_page_is_read_by_keyboard_alone(page: Any, published: Path) -> None:
    page.goto((published / "2568" / "index.html").as_uri())
    page.keyboard.press("Tab")
    assert focused(page)["href"] == "#content"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert focused(page)["href"] == "../index.html", "the first link within the content"
    stops, page_of = [], (published / "2568" / "index.html").as_uri()
    page.goto(page_of)
    for _stop in range(60):
        page.keyboard.press("Tab")
        stop = focused(page)
        if stop["tag"] == "BODY":
            break
        assert stop["seen"], stop
        stops.append(stop)
    in_order = page.evaluate(
        "Array.from(document.querySelectorAll('a, input')).map(it => it.getAttribute('href') || '')"
    )
    assert [stop["href"] for stop in stops] == in_order
    page.goto(page_of)
    page.focus("#search")
    page.keyboard.type("ร้องเรียน")
    assert "พบ" in page.inner_text("#search-status")
    page.keyboard.press("ArrowDown")
    assert focused(page)["href"].endswith("o17.html")
    page.keyboard.press("Enter")
    page.wait_for_url("**/o17.html")
    assert page.inner_text("h1").startswith("O17")


def test_the_search_knows_digits_of_both_kinds_and_tells_when_it_finds_nothing(
    page: Any, published: Path
) -> None:
    page.goto((published / "2568" / "index.html").as_uri())
    page.fill("#search", "o๑๒")
    assert page.locator("#search-results a").first.get_attribute("href").endswith("o12.html")
    page.fill("#search", "<img src=x onerror=alert(1)>")
    assert page.inner_text("#search-status") == "ไม่พบรายการที่มีคำนี้"
    page.keyboard.press("Escape")
    assert page.is_visible("#all")
    page.fill("#search", "ป้าย")
    link = page.locator("#search-results a").first
    link.click()
    assert "#m" in page.url


def test_all_but_the_search_works_without_scripts(browser: Any, published: Path) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 800})
    page = context.new_page()
    page.goto((published / "index.html").as_uri())
    page.get_by_role("link", name="2568").click()
    assert page.get_by_role("searchbox").count() == 0, "no field that does nothing"
    page.get_by_role("link", name="แผนปฏิบัติราชการประจำปี").click()
    assert page.get_by_role("heading", level=1).inner_text().startswith("O5")
    page.get_by_role("link", name="English").click()
    assert page.get_by_role("heading", name="Published data").count() == 1
    context.close()


@pytest.mark.in_turn
def test_print_leaves_out_what_paper_cannot_follow(page: Any, published: Path) -> None:
    page.goto((published / "2568" / "o15.html").as_uri())
    page.emulate_media(media="print", color_scheme="dark")
    assert not page.is_visible(".top nav")
    assert page.is_visible(".links .address"), "the address itself"
    page.emulate_media(media="screen")
    page.goto((published / "2568" / "index.html").as_uri())
    page.fill("#search", "ร้องเรียน")
    assert not page.is_visible("#all")
    page.emulate_media(media="print", color_scheme="dark")
    assert page.is_visible("#all"), "the whole list, whatever is searched for"
    ground = "getComputedStyle(document.body).color"
    assert page.evaluate(ground) == "rgb(27, 31, 29)", "dark ink in a dark window, too"
