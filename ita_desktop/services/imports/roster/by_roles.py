"""Finds the body of a list that names none: by its roles, else by who is in the year's bodies."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ita_desktop.domain.records import Body
from ita_desktop.domain.text import key
from ita_desktop.domain.year import YearData
from ita_desktop.exchange.kinds.roster.roster import UNTOLD, RosterRow
from ita_desktop.services.roster.roster import body_of_role


def with_bodies(year: YearData, rows: Sequence[RosterRow]) -> list[RosterRow]:
    """Return the rows, those without a body in that of their list, where it is clear which."""
    found: list[RosterRow] = []
    for listed in _lists(rows):
        body = _body_of(year, listed) if UNTOLD in {row.body for row in listed} else ""
        found += (
            replace(row, body=body or UNTOLD) if row.body == UNTOLD else row for row in listed
        )
    return found


def _lists(rows: Sequence[RosterRow]) -> Iterator[list[RosterRow]]:
    """Yield the lists of a table: each begins with a chair, or where the numbers begin anew."""
    begun: list[RosterRow] = []
    for row in rows:
        if begun and (row.role.startswith("ประธาน") or row.order == 1):
            yield begun
            begun = []
        begun.append(row)
    yield begun


def _body_of(year: YearData, rows: Sequence[RosterRow]) -> str:
    """Return the name of the body of a list; empty if neither roles nor people tell it."""
    roles = Counter(row.body for row in rows if row.body != UNTOLD)
    roles.update(body.name for row in rows if (body := body_of_role(year, row.role)))
    people: Counter[str] = Counter()
    for body in year.bodies:
        names = _names(year, body)
        people[body.name] = sum(_name(row) in names for row in rows)
    for votes, least in ((roles, 1), (people, len(rows) / 2)):
        for name, count in votes.most_common(1):
            if count >= least and list(votes.values()).count(count) == 1:
                return name
    return ""


def _name(row: RosterRow) -> str:
    return key(row.who.name if row.who is not None else row.post)


def _names(year: YearData, body: Body) -> set[str]:
    """Return the keys of the names and posts of the members of a body."""
    members = year.members_of(body.id)
    people = (year.person_by_id.get(member.person_id or "") for member in members)
    return {
        key(person.name if person is not None else member.post)
        for member, person in zip(members, people, strict=True)
    }
