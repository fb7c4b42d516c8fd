"""The check of links on a made-up site on this machine: what it finds, what it blames wrongly, and
how long it takes with its usual pauses."""

import time
from collections.abc import Iterator

from benchmarks.measure import Ratio
from ita_desktop.web.checking import WebRules, check
from ita_desktop.web.link import LinkReport, LinkRequest, WebLimits
from tests.web_site import pages
from tests.web_site.server import serving

SEEDS = (101, 102, 103)
GOOD, FAULTS = 200, 100
LEAST_FOUND, MOST_BLAMED = 98, 1
ITEMS, SECONDS = 22, 60.0


def _checked(links: list[pages.Planted], limits: WebLimits) -> tuple[list[LinkReport], float]:
    """The reports in the order of the links, and the seconds that they took."""
    found: dict[int, LinkReport] = {}
    with serving(pages.site(links), pages.other) as (_server, url):
        wanted = [
            LinkRequest(url + link.path, link.asked, str(at)) for at, link in enumerate(links)
        ]
        begin = time.monotonic()
        check(
            wanted,
            lambda report: found.update({int(report.item): report}),
            lambda *_: None,
            WebRules(limits, allow_private=True),
        )
        seconds = time.monotonic() - begin
    return [found[at] for at in range(len(links))], seconds


def ratios() -> Iterator[Ratio | str]:
    for seed in SEEDS:
        links = pages.planted(seed, GOOD, FAULTS)
        reports, seconds = _checked(links, WebLimits(pause=0, per_host=8))
        pairs = list(zip(links, reports, strict=True))
        found = sum(one.is_fault and report.judgement.is_fault for one, report in pairs)
        blamed = sum(not one.is_fault and report.judgement.is_fault for one, report in pairs)
        good = found >= LEAST_FOUND and blamed <= MOST_BLAMED
        yield (
            f"links of site {seed}: {found} of {FAULTS} faults found, {blamed} of {GOOD} good ones "
            f"blamed, {seconds:.1f} s ({'ok' if good else 'OVER'})"
        )
    links = pages.planted(SEEDS[0], ITEMS - ITEMS // 2, ITEMS // 2)
    seconds = _checked(links, WebLimits())[1]
    yield Ratio(
        f"links of {ITEMS} items of one host", "the time that it may take", seconds, SECONDS, 1
    )
