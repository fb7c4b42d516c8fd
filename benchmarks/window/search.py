"""Searching 50,000 entries by typing, beside a plain scan of the same rows and SQLite's LIKE."""

import gc
import sqlite3
import time
from collections.abc import Callable, Iterator

from benchmarks.measure import Ratio, in_turns
from ita_desktop.services.places import PageKey, Place
from ita_desktop.services.search.entries import ResultKind, SearchEntry
from ita_desktop.services.search.index import Index, making
from ita_desktop.services.search.keys import words_of
from ita_desktop.typography.words import WordBreaker

ROWS = 50_000
ROUNDS = 15
AWAKE = 0.1
"""Seconds that the window may be kept from answering."""
TITLES = (
    "แผนปฏิบัติราชการประจำปี และรายงานผลการปฏิบัติราชการประจำปีของสำนักงานเขต",
    "คู่มือการปฏิบัติหน้าที่ของพนักงาน",
    "แผนการใช้จ่ายงบประมาณประจำปีและรายงานผลการใช้จ่ายงบประมาณประจำปี ไตรมาสที่ 1 ถึง 4",
    "ระบบติดตาม (Tracking System) สถานะการขอใบอนุญาต",
    "การจัดการความเสี่ยงการทุจริตในการอนุมัติหรือการให้บริการ พร้อมเผยแพร่ให้ประชาชนทราบทางเว็บไซต์",
)
NAMES = ("นายตัวอย่าง หนึ่ง", "นางสาวตัวอย่าง สอง", "ว่าที่ร้อยตรี ตัวอย่าง สาม")
UNITS = ("ฝ่ายโยธา", "ฝ่ายสิ่งแวดล้อมและสวนสาธารณะ", "ฝ่ายรายได้", "ฝ่ายการคลัง")
TYPED = {
    "an exact code": "O4999๙",
    "one letter": "ก",
    "a word that begins words": "จัดการ",
    "a word only inside others": "นักงาน",
    "two words": "แผน ไตรมาส",
    "nothing like it": "ไม่มีสิ่งนี้",
    "two letters wrong": "แผนปฎิบัดราชการ",
}
SCANS = {"nothing like it": 9, "two letters wrong": 15}
"""Where a search may last as long as more than three plain scans: what is not found as it was typed
is looked for in five looser ways."""


def entries() -> Iterator[SearchEntry]:
    """Half items, half people."""
    for at in range(ROWS):
        place = Place(PageKey.OIT, str(at))
        unit = UNITS[at % len(UNITS)]
        if at % 2:
            yield SearchEntry(
                ResultKind.ITEM, f"O{at}", f"{TITLES[at % len(TITLES)]} {at}", unit, place
            )
        else:
            yield SearchEntry(ResultKind.PERSON, "", f"{NAMES[at % len(NAMES)]} {at}", unit, place)


def made() -> tuple[Index, float]:
    """The index, and the most seconds of work between two pauses of making it: its own work, for
    there is no peer that would share a busy machine with it."""
    breaker = WordBreaker()
    breaker.warm()
    gc.collect()
    gc.freeze()  # as the window does
    bits = making(entries(), breaker.parts)
    longest = 0.0
    while True:
        begin = time.process_time()
        try:
            next(bits)
        except StopIteration as end:
            return end.value, max(longest, time.process_time() - begin)
        longest = max(longest, time.process_time() - begin)


def timed(act: Callable[[], object]) -> Callable[[], float]:
    """Seconds of one call."""

    def run() -> float:
        begin = time.perf_counter()
        act()
        return time.perf_counter() - begin

    return run


def ratios() -> Iterator[Ratio]:
    """Each kind of search beside its peers, then the times that were promised."""
    index, longest = made()
    rows = [keys[3] for keys in index.keys.values()]
    with sqlite3.connect(":memory:") as database:
        database.execute("CREATE TABLE entry (whole TEXT)")
        database.executemany("INSERT INTO entry VALUES (?)", [(row,) for row in rows])
        slowest = 0.0
        for what, typed in TYPED.items():
            ours = timed(lambda typed=typed: index.search(typed))
            words = words_of(typed)
            peers = {
                "plain scan in Python": timed(lambda words=words: _scan(rows, words)),
                "SQLite LIKE": timed(lambda words=words: _like(database, words)),
            }
            for name, peer in peers.items():
                title, limit = f"50,000 entries: {what}", SCANS.get(what, 3)
                ratio = in_turns(title, ours, peer, peer_is=name, limit=limit, rounds=ROUNDS)
                slowest = max(slowest, ratio.ours)
                yield ratio
    yield Ratio("50,000 entries: the slowest search", "aim", slowest, AWAKE, 1)
    yield Ratio("50,000 entries: longest work while made", "aim", longest, AWAKE, 1)


def _scan(rows: list[str], words: list[str]) -> list[str]:
    for word in words:
        rows = [row for row in rows if word in row]
    return rows


def _like(database: sqlite3.Connection, words: list[str]) -> list[tuple[str]]:
    where = " AND ".join("whole LIKE ?" for _ in words)
    wanted = [f"%{word}%" for word in words]
    return database.execute(f"SELECT whole FROM entry WHERE {where}", wanted).fetchall()


def main() -> None:
    """Prints one line a ratio as soon as it is measured."""
    for ratio in ratios():
        print(ratio, flush=True)


if __name__ == "__main__":
    main()
