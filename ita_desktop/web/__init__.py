"""Checks web addresses: fetches them with limits, reads what came, and judges it.

Nothing here runs unless a check was asked for: it is the only part of the program that opens a
connection to the network.

Links are checked on request alone (`ita_desktop/web`; `tests/test_architecture.py` holds that
nothing else imports it or a library of the network). `fetching.py` fetches: with limits, to public
addresses, and with good manners. A name is resolved once, all its addresses are looked at, and one
of these is connected to (`addresses.py`, `connecting.py`). Each connection has a deadline, whatever
comes. robots.txt, few requests a host and pauses are in `checking.py`. `contents.py` reads what
came by the readers of imports, a PDF in its process. `files/html_page.py` makes the tree of any
page, of all of it or of nothing. `contents.py` finds the text of a page without its menus,
`times.py` the years, months and days of a text. `judging.py` compares that with what the item asks
(`Asked`) and knows no network; a page that says too little is not blamed. That a site answers any
address with the same page is found by asking for one that nobody can have (`checking.py`). Kept
copies are bytes; `checking.harmless_page` and `services/oit/link_checks.py` make of them what may
be looked at. That module also says what an item asks, stores each check as a `LinkProof`, also when
the rest was stopped, and has a sentence and a remedy for every cause. The made-up site of the tests
is `tests/web_site`; `dev.py bench link_check` gives its figures.
"""
