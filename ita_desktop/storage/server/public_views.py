"""What the login of the city reads on a server: views that hold what an office publishes.

The schema ``city`` has a view for each table that the city reads, under the table's name, so that
one reader (``storage/city/rows.py``) serves files and servers. Names of people, telephones, notes
and who owns a row as a person are not in them. A text in which SQL finds what looks like personal
data is withheld as a whole: the patterns take more than ``domain/personal`` does, because nobody at
the office sees what they miss.
"""

from collections.abc import Iterator
from typing import Final

from sqlalchemy import Table

from ita_desktop.domain.answers import PublicText
from ita_desktop.domain.letters import Letter
from ita_desktop.domain.personal_marks import Personal
from ita_desktop.domain.records import CalendarDate, Evidence, Measure, MeasureItem, Person
from ita_desktop.storage.city.rows import TABLES, columns_read
from ita_desktop.storage.tables import meta, metadata, table_of

SCHEMA: Final = "city"
WITHHELD: Final = "(ข้อความมีข้อมูลส่วนบุคคล สำนักงานเขตไม่เผยแพร่)"
_SHOWN: Final = {
    table_of(CalendarDate).name: ("title",),
    table_of(Evidence).name: ("title", "location"),
    table_of(Measure).name: ("method", "schedule"),
    table_of(MeasureItem).name: ("title",),
}
"""Free texts that a public page has; other ones are empty."""
_EMPTY: Final = frozenset(table_of(record).name for record in (Person, Letter, PublicText))
"""By these the reader finds personal data; the city gets none to find."""
_OF_PEOPLE: Final = "person_id"
_PROPERTIES: Final = (
    "SELECT key, value FROM public.meta WHERE key IN ('schema_version', 'shown_day')"
)

_SITE: Final = r"(https?://|www\.)(?![!-~]*(line|wa)\.me/)[!-~]+"
"""An address of a site; those of messengers hold telephone numbers."""
_DATE: Final = r"(^|[^0-9])[0-9]{1,2}[/.-][0-9]{1,2}[/.-](19|20|24|25)[0-9]{2}(?![0-9])"
_JOINT: Final = "[^0-9A-Za-zก-๎,]{0,3}"
_NUMBERS: Final = "|".join(
    (
        "[@＠]",
        rf"(^|[^0-9])([+]?66|0){_JOINT}[0-9]({_JOINT}[0-9]){{7,8}}",
        rf"[1-8]({_JOINT}[0-9]){{12}}",
        rf"(บัญชี|บช|ธนาคาร|พร้อมเพย์|โอน).*[0-9]({_JOINT}[0-9]){{9,14}}",
        rf"[0-9]({_JOINT}[0-9]){{9,14}}.*(บัญชี|บช|ธนาคาร|พร้อมเพย์|โอน)",
    )
)
"""Mail addresses, telephones, ID numbers and accounts, however they are grouped."""
_UNSEEN: Final = r"\([^()]{1,20}\)|[\s*\u00ad\u200b-\u200d\u2060\ufeff]"
"""Nicknames, and what is not seen within a name."""
_NAMED: Final = (
    r"SELECT 1 FROM public.person AS p WHERE p.name ~ '\S\s+\S' AND"
    r" position(lower(regexp_replace(p.name, '\s+', '', 'g'))"
)
_DIGITS: Final = ("๐๑๒๓๔๕๖๗๘๙０１２３４５６７８９", "01234567890123456789")


def statements(role: str) -> str:
    """Return the statements that make the schema anew; ``role`` is the city's, quoted. A migration
    needs the schema dropped before it: :func:`dropped`."""
    return "\n".join(_of_all(role))


def dropped() -> str:
    """Return the statement that takes the schema away."""
    return f"DROP SCHEMA IF EXISTS {SCHEMA} CASCADE;"


def _of_all(role: str) -> Iterator[str]:
    yield dropped()
    yield f"CREATE SCHEMA {SCHEMA};"
    yield _view(meta.name, _PROPERTIES)
    for name in sorted(TABLES):
        yield _view(name, _rows(metadata.tables[name]))
    yield f"GRANT USAGE ON SCHEMA {SCHEMA} TO {role};"
    yield f"GRANT SELECT ON ALL TABLES IN SCHEMA {SCHEMA} TO {role};"


def _view(name: str, query: str) -> str:
    # A barrier: conditions of the reader are not tried on rows that the view leaves out.
    return f"CREATE VIEW {SCHEMA}.{name} WITH (security_barrier) AS {query};"


def _rows(table: Table) -> str:
    shown = ", ".join(_value(table, name) for name in columns_read(table.name))
    none = " WHERE false" if table.name in _EMPTY else ""
    return f"SELECT {shown} FROM public.{table.name} AS r{none}"  # noqa: S608 - names of our own


def _value(table: Table, name: str) -> str:
    column = table.columns[name]
    if name == _OF_PEOPLE:
        return f"NULL::text AS {name}"
    if column.info.get("personal") is not Personal.FREE:
        return f"r.{name}"
    if name not in _SHOWN.get(table.name, ()):
        return f"''::text AS {name}"
    return f"CASE WHEN {_is_personal(f'r.{name}')} THEN '{WITHHELD}' ELSE r.{name} END AS {name}"


def _is_personal(text: str) -> str:
    plain = (
        f"regexp_replace(translate(regexp_replace({text}, '{_SITE}', ' ', 'gi'),"
        f" '{_DIGITS[0]}', '{_DIGITS[1]}'), '{_DATE}', ' ', 'g')"
    )
    squashed = f"regexp_replace({text}, '{_UNSEEN}', '', 'g')"
    return f"({plain} ~ '{_NUMBERS}' OR EXISTS ({_NAMED} IN lower({squashed})) > 0))"
