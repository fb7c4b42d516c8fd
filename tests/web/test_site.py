"""The check of links finds what is planted in a made-up site, and blames nothing else."""

import pytest

from ita_desktop.domain.oit.proofs import LinkState
from ita_desktop.web.checking import WebRules, check
from ita_desktop.web.link import Asked, LinkReport, LinkRequest, WebLimits
from tests.web_site import pages
from tests.web_site.server import Reply, serving

RULES = WebRules(WebLimits(pause=0, per_host=8, total=10), allow_private=True)
SEED = 25


def checked(requests: list[LinkRequest]) -> dict[str, LinkReport]:
    found: dict[str, LinkReport] = {}
    check(requests, lambda report: found.__setitem__(report.item, report), lambda *_: None, RULES)
    return found


@pytest.fixture(scope="module")
def judged() -> list[tuple[pages.Planted, LinkReport]]:
    links = pages.planted(SEED, len(pages.GOOD), len(pages.BAD))
    with serving(pages.site(links), pages.other) as (_server, url):
        found = checked(
            [LinkRequest(url + one.path, one.asked, str(at)) for at, one in enumerate(links)]
        )
    return [(one, found[str(at)]) for at, one in enumerate(links)]


@pytest.mark.in_turn
def test_every_fault_of_a_site_is_named_for_what_it_is(
    judged: list[tuple[pages.Planted, LinkReport]],
) -> None:
    wrong = [
        (one.name, report.judgement)
        for one, report in judged
        if one.is_fault
        and (report.judgement.state is not one.state
             or (one.finding is not None and one.finding not in report.judgement.findings))
    ]  # fmt: skip
    assert wrong == []


def test_good_pages_and_files_are_not_blamed(
    judged: list[tuple[pages.Planted, LinkReport]],
) -> None:
    wrong = [
        (one.name, report.judgement, report.excerpt)
        for one, report in judged
        if not one.is_fault and report.judgement.is_fault
    ]
    assert wrong == []


def test_what_is_kept_of_a_good_page_is_a_proof(
    judged: list[tuple[pages.Planted, LinkReport]],
) -> None:
    report = next(report for one, report in judged if one.name == "article")
    assert (report.status, report.content_type) == (200, "text/html")
    assert "2568" in report.title.translate(str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789"))
    assert report.size == len(report.copy)
    assert len(report.sha256) == 64
    assert report.excerpt
    assert report.file_name.endswith(".html")


def test_an_address_is_fetched_once_for_all_its_items_and_robots_once_a_host() -> None:
    page = Reply("<h1>สถิติ ปีงบประมาณ 2567</h1><p>จำนวนผู้รับบริการทั้งหมดของเขตตัวอย่าง</p>".encode())
    with serving({"/a": page}) as (server, url):
        found = checked(
            [
                LinkRequest(f"{url}/a", Asked(years=frozenset((year,))), str(year))
                for year in (2567, 2568)
            ]
        )
        asked = [path for path, _headers in server.asked]
    assert found["2567"].judgement.state is LinkState.OK
    assert found["2568"].judgement.state is LinkState.OTHER_YEAR
    assert asked.count("/a") == 1
    assert asked.count("/robots.txt") == 1


def test_what_is_sent_names_the_program_and_nobody() -> None:
    with serving({"/a": Reply(b"x")}) as (server, url):
        checked([LinkRequest(f"{url}/a")])
        headers = dict(server.asked)["/a"]
    assert "ITA-Desktop-LinkCheck" in headers["User-Agent"]
    assert set(headers) <= {
        "Host",
        "User-Agent",
        "Accept",
        "Accept-Language",
        "Accept-Encoding",
        "Connection",
    }


def test_what_was_checked_before_a_stop_is_kept() -> None:
    class StopError(Exception):
        pass

    def tell(done: int, _of: int, _what: str) -> None:
        if done:
            raise StopError

    found: list[LinkReport] = []
    with serving({f"/{at}": Reply(b"x") for at in range(20)}) as (server, url):
        rules = WebRules(WebLimits(pause=0.05, per_host=1, workers=1), allow_private=True)
        requests = [LinkRequest(f"{url}/{at}", item=str(at)) for at in range(20)]
        with pytest.raises(StopError):
            check(requests, found.append, tell, rules)
        assert [report.item for report in found] == ["0"]
        assert len(server.asked) < 10
