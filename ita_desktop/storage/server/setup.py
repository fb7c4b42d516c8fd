"""Makes a database a shared workspace, and brings it up to this program.

The tables of the file's schema are followed by what only a server has: statements in
``resources/server``, which may be run again at any time; what each role may write, row by row and
column by column (grants and row-level security, made of the record classes); and what the login of
the city reads: views that hold what an office publishes.

Clerks, units and readers read everything, and a clerk writes everything. A unit writes what is
below the items and measures that it owns (evidence, ticks, entries, photographs), and says how far
a measure is. What is asked of it (owners, deadlines, texts, the item or year that a row is of) is
for the clerk alone, and so are all tables that are below neither.

The schema ``city`` has a view for each table that the city reads, under the table's name, so that
one reader (``storage/city_figures.py``) serves files and servers. Names of people, telephones,
notes and who owns a row as a person are not in them. A text in which SQL finds what looks like
personal data is withheld as a whole: the patterns take more than ``domain/personal_finding.py``
does, because nobody at the office sees what they miss.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Final

from sqlalchemy import Connection, Engine, Table, select

from ita_desktop.domain import records
from ita_desktop.domain.answers import PublicText
from ita_desktop.domain.errors import InputError, WorkspaceError
from ita_desktop.domain.letters import Letter
from ita_desktop.domain.oit.proofs import Filing
from ita_desktop.domain.personal_marks import Personal
from ita_desktop.domain.scores.results import MeasureFinding
from ita_desktop.paths import resource
from ita_desktop.storage.city_figures import TABLES, columns_read
from ita_desktop.storage.files.opening import create_tables
from ita_desktop.storage.migrations import migrate, noted_version, readable_from, schema_version
from ita_desktop.storage.server.address import Address
from ita_desktop.storage.server.connecting import older_clients, reads_views_alone, transaction
from ita_desktop.storage.server.live.noting import driver
from ita_desktop.storage.sqlite_checks import newer
from ita_desktop.storage.tables import CONTENT, TABLE_RECORDS, meta, metadata, table_of

SERVER_VERSION: Final = 3
"""Raised whenever ``resources/server`` or the generated policies change."""
_NOTED: Final = "server_version"
_READABLE: Final = "server_readable_from"
_LOCK: Final = 0x49544144
"""Key of the advisory lock: one program at a time sets up or migrates a database."""
OLDEST_SERVER: Final = 130_000
"""PostgreSQL 13 has 64-bit transaction ids."""
OWNING: Final = "ALTER SCHEMA public OWNER TO {manager}"
"""What a superuser says in a new database: before PostgreSQL 15 everybody may make tables in it,
and whoever only owns the database cannot end that."""
_MAKES_ROLES: Final = "SELECT rolsuper OR rolcreaterole FROM pg_roles WHERE rolname = current_user"
_PATIENCE: Final = "20s"
_MOST_BYTES: Final = 52
"""Of a database's name: PostgreSQL cuts the longer names of roles, and takes no right back from a
role whose name it has cut."""
_ASKED: Final[dict[type[records.Record], tuple[str, ...]]] = {
    records.Assignment: (),
    records.Measure: ("status",),
    Filing: (),
    MeasureFinding: (),
    records.MeasureItem: (),
}
"""What the clerk asks of units, with the columns in which a unit answers."""
_CODES = ("item_code", "requirement")
"""Columns with the code of an item or of one of its parts, beside ``year_id``."""
_KEPT = frozenset(("id", "row_version", *_CODES))
_HISTORY = "login = session_user"
_OWN_GROUP = (
    "EXISTS (SELECT 1 FROM public.history_group AS g WHERE g.id = group_id"
    " AND g.login = session_user AND g.written_in = pg_current_xact_id())"
)
_SOUND_GROUP = "server.is_group(kind, status, phrase)"
_SOUND_CHANGE = "server.is_row(old) AND server.is_row(new)"
_TRUE_KEY = "key = encode(sha256(data), 'hex')"
_BEGIN = "key = 'history_begins_after'"
SCHEMA: Final = "city"
WITHHELD: Final = "(ข้อความมีข้อมูลส่วนบุคคล สำนักงานเขตไม่เผยแพร่)"
_SHOWN: Final = {
    table_of(records.CalendarDate).name: ("title",),
    table_of(records.Evidence).name: ("title", "location"),
    table_of(records.Measure).name: ("method", "schedule"),
    table_of(records.MeasureItem).name: ("title",),
}
"""Free texts that a public page has; other ones are empty."""
_EMPTY: Final = frozenset(table_of(record).name for record in (records.Person, Letter, PublicText))
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


def rights_statements(database: str) -> str:
    """Return the statements that say who writes which rows; ``resources/server`` has dropped what
    an earlier program said."""
    return "\n".join(_of_all(database))


def _of_all(database: str) -> Iterator[str]:
    clerk, unit = role(database, "clerk"), role(database, "unit")
    for table in CONTENT:
        yield f"GRANT INSERT, UPDATE, DELETE ON public.{table.name} TO {clerk};"
        yield _policy(table.name, "clerk_writes", "ALL", clerk, "true")
        if rights := rights_of_unit(table):
            yield f"GRANT {rights} ON public.{table.name} TO {unit};"
            yield _policy(table.name, "unit_writes", "ALL", unit, _owned(table))
    writers = f"{clerk}, {unit}"
    own_group = f"{_HISTORY} AND {_SOUND_GROUP}"
    yield _policy("history_group", "appends", "INSERT", writers, own_group)
    yield _policy("history_group", "marks_own", "UPDATE", writers, own_group)
    change = f"{_OWN_GROUP} AND {_SOUND_CHANGE}"
    yield _policy("history_change", "appends_to_own", "INSERT", clerk, change)
    yield _policy("history_change", "appends_of_unit", "INSERT", unit, f"{change} AND {_of_unit()}")
    yield _policy("media", "keeps", "INSERT", writers, _TRUE_KEY)
    yield "CREATE POLICY mends ON public.media FOR UPDATE"
    yield f"TO {writers} USING (true) WITH CHECK ({_TRUE_KEY});"
    yield _policy("media", "tidies", "DELETE", clerk, "true")
    yield _policy("meta", "begins", "ALL", clerk, _BEGIN)


def _of_unit() -> str:
    """Return that a change is of a row that the unit may write, or of one that it has deleted: the
    programs of the others show what is noted."""
    changes = (_of_row(table.name, _owned(table)) for table in CONTENT if rights_of_unit(table))
    return f"({' OR '.join(changes)})"


def _of_row(table: str, owned: str) -> str:
    row = f"SELECT 1 FROM public.{table} WHERE {table}.id = history_change.row_id"  # noqa: S608
    is_gone = f"history_change.old IS NOT NULL AND NOT EXISTS ({row})"
    return f"history_change.table_name = '{table}' AND (EXISTS ({row} AND {owned}) OR {is_gone})"


def columns_of_unit(table: Table) -> tuple[str, ...]:
    """Return the columns of ``table`` that a unit may change in its own rows: the keys say which
    item, measure and year a row is of, and stay."""
    record = TABLE_RECORDS[table.name]
    if record in _ASKED or owned_by_unit(table) is None:
        return _ASKED.get(record, ())
    return tuple(
        column.name
        for column in table.columns
        if column.name not in _KEPT and not (column.foreign_keys and not column.nullable)
    )


def rights_of_unit(table: Table) -> str:
    """Return the privileges that a unit has on ``table`` for its own rows; none if it writes no
    row."""
    changed = columns_of_unit(table)
    update = [f"UPDATE ({', '.join((*changed, 'row_version'))})"] if changed else []
    is_asked = TABLE_RECORDS[table.name] in _ASKED or owned_by_unit(table) is None
    return ", ".join(update if is_asked else ["INSERT", "DELETE", *update])


def _owned(table: Table) -> str:
    owned = owned_by_unit(table)
    assert owned is not None, table.name
    return owned


def owned_by_unit(table: Table) -> str | None:
    """Return the condition for rows of ``table`` that a unit may write, None if it may none."""
    record = TABLE_RECORDS[table.name]
    if issubclass(record, records.Owner):
        return None
    of_parent = _of_root(table) or _of_parent(table)
    if of_parent is None or "unit_id" not in table.columns:
        return of_parent
    of_unit = f"({table.name}.unit_id IS NULL OR {table.name}.unit_id = server.own_unit())"
    return f"{of_parent} AND {of_unit}"


def _of_root(table: Table) -> str | None:
    if TABLE_RECORDS[table.name] is records.Measure:
        return f"server.owns_measure({table.name}.id)"
    for code in _CODES:
        if code in table.columns and "year_id" in table.columns:
            return f"server.owns_item({table.name}.year_id, {table.name}.{code})"
    return None


def _of_parent(table: Table) -> str | None:
    """Return that a parent row is owned; the parents' conditions are nested."""
    for column in table.columns:
        for key in column.foreign_keys:
            parent = key.column.table
            if column.nullable or column.info["on_delete"] != "delete":
                continue
            if TABLE_RECORDS[parent.name] is records.Measure:
                return f"server.owns_measure({table.name}.{column.name})"
            if (owned := owned_by_unit(parent)) is not None:
                return (
                    f"EXISTS (SELECT 1 FROM public.{parent.name}"  # noqa: S608 - our own names
                    f" WHERE {parent.name}.id = {table.name}.{column.name} AND {owned})"
                )
    return None


def _policy(table: str, name: str, command: str, to: str, condition: str) -> str:
    using = "" if command == "INSERT" else f" USING ({condition})"
    check = "" if command == "DELETE" else f" WITH CHECK ({condition})"
    return f"CREATE POLICY {name} ON public.{table} FOR {command} TO {to}{using}{check};"


def role(database: str, kind: str) -> str:
    """Return the quoted name of a group role of a database."""
    return '"{}"'.format(f"ita_{database}_{kind}".replace('"', '""'))


def view_statements(role: str) -> str:
    """Return the statements that make the schema anew; ``role`` is the city's, quoted. A migration
    needs the schema dropped before it: :func:`dropped`."""
    return "\n".join(_views_of_all(role))


def dropped() -> str:
    """Return the statement that takes the schema away."""
    return f"DROP SCHEMA IF EXISTS {SCHEMA} CASCADE;"


def _views_of_all(role: str) -> Iterator[str]:
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


class OlderProgramsError(WorkspaceError):
    """Somebody has the workspace open in a program that would not know its new tables."""

    def __init__(self, names: Sequence[str], address: Address) -> None:
        super().__init__(
            "ยังไม่ปรับรุ่นฐานข้อมูล เพราะยังเปิดด้วยโปรแกรมรุ่นก่อน: {names}",
            where=address.shown,
            remedy="ให้ปิดหรือปรับรุ่นเครื่องเหล่านั้นก่อน หรือสั่ง ita-desktop server init --now"
            " แล้วเครื่องเหล่านั้นจะอ่านได้อย่างเดียวจนกว่าจะปรับรุ่น",
            names=" ".join(names),
        )


def prepare(
    engine: Engine,
    address: Address,
    *,
    begins: bool = True,
    insists: bool = False,
    reads_newer: bool = False,
) -> bool:
    """Create or migrate tables and rights where this is needed and the login may; without
    ``begins`` an empty database stays empty. A step to newer tables waits until no older program
    is open, unless one ``insists``. Return whether the tables are newer than this program, which
    ``reads_newer`` allows where it can read them. Raises InputError, WorkspaceError,
    OlderProgramsError, and database errors."""
    with transaction(engine) as connection:
        _must_be_new_enough(connection, address)
        if reads_newer and _is_newer_and_readable(connection):
            return True
        if _is_current(connection, address):
            return False
        if not begins and not connection.dialect.has_table(connection, meta.name):
            raise WorkspaceError(
                "ฐานข้อมูลนี้ไม่มีงาน ITA",
                where=address.shown,
                remedy="ตรวจชื่อฐานข้อมูล หรือสร้างฐานข้อมูลเปล่าแล้วสั่ง ita-desktop server init",
            )
    with _alone(engine) as connection:
        # Another program may have done it while this one waited.
        if not _is_current(connection, address):
            _bring_up(connection, address, insists=insists)
    return False


def _is_newer_and_readable(connection: Connection) -> bool:
    if not connection.dialect.has_table(connection, meta.name):
        return False
    version, since = noted_version(connection), _noted(connection, _READABLE)
    return (version or 0) > schema_version() and 0 < since <= schema_version()


def must_have_short_name(address: Address) -> None:
    """Raise InputError if the names of the database's roles would be cut."""
    if len(address.database.encode()) > _MOST_BYTES:
        raise InputError("ชื่อฐานข้อมูลยาวเกินไป", where=address.shown, remedy="ใช้ชื่อสั้นกว่านี้ เช่น ita_khet")


def repair(engine: Engine, address: Address) -> None:
    """Give all rights again, also where nothing is missing in the notes: a database that was
    renamed, or read from a dump, has no roles. Raises as :func:`prepare`."""
    with _alone(engine) as connection:
        _bring_up(connection, address)


@contextmanager
def _alone(engine: Engine) -> Iterator[Connection]:
    """One transaction while no other program sets the database up."""
    with transaction(engine) as connection:
        connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{_PATIENCE}'")
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})")
        yield connection


def _must_be_of_the_office(connection: Connection, address: Address) -> None:
    """Raise WorkspaceError for the city's login, which reads its views alone."""
    if reads_views_alone(connection):
        raise WorkspaceError(
            "ผู้ใช้นี้เป็นของส่วนกลาง อ่านได้เฉพาะสิ่งที่สำนักงานเขตเผยแพร่",
            where=address.shown,
            remedy="เพิ่มที่อยู่นี้ใน แฟ้ม › ภาพรวมเมือง หรือใช้ชื่อผู้ใช้ของสำนักงานเขต",
        )


def _must_be_new_enough(connection: Connection, address: Address) -> None:
    encoding = connection.exec_driver_sql("SHOW server_encoding").scalar_one()
    if encoding != "UTF8":
        raise WorkspaceError(
            "ฐานข้อมูลนี้เก็บภาษาไทยไม่ได้ ({encoding})",
            where=address.shown,
            remedy="ให้ผู้ดูแลสร้างฐานข้อมูลใหม่ด้วย createdb --encoding=UTF8 --template=template0",
            encoding=encoding,
        )
    number = connection.exec_driver_sql("SHOW server_version_num").scalar_one()
    if int(number) < OLDEST_SERVER:
        raise WorkspaceError(
            "โปรแกรมฐานข้อมูลของเครื่องแม่ข่ายเก่าเกินไป",
            where=address.shown,
            remedy="ให้ผู้ดูแลติดตั้ง PostgreSQL รุ่น 13 ขึ้นไป",
        )


def _is_current(connection: Connection, address: Address) -> bool:
    """Return whether tables and rights are those of this program. Raises WorkspaceError for a
    newer or a foreign database."""
    if not connection.dialect.has_table(connection, meta.name):
        _must_be_of_the_office(connection, address)
        _must_be_empty(connection, address)
        return False
    version = noted_version(connection)
    if version is None:
        raise _foreign(address)
    if version > schema_version():
        raise newer(version, address.shown)
    return version == schema_version() and noted_server_version(connection) >= SERVER_VERSION


def noted_server_version(connection: Connection) -> int:
    """Return the version of what only a server has; 0 if there is nothing yet."""
    return _noted(connection, _NOTED)


def _noted(connection: Connection, key: str) -> int:
    noted = connection.execute(select(meta.c.value).where(meta.c.key == key)).scalar_one_or_none()
    return int(noted) if noted is not None and noted.isdecimal() else 0


def _must_be_empty(connection: Connection, address: Address) -> None:
    if connection.dialect.get_table_names(connection):
        raise _foreign(address)


def _bring_up(connection: Connection, address: Address, *, insists: bool = False) -> None:
    must_have_short_name(address)
    _must_manage(connection, address)
    if not connection.dialect.has_table(connection, meta.name):
        create_tables(connection)
    elif (version := noted_version(connection) or 0) < schema_version():
        if not insists and (older := older_clients(connection)):
            raise OlderProgramsError(older, address)
        connection.exec_driver_sql(dropped())
        migrate(connection, version)
    _apply(connection)
    _must_be_closed(connection, address)
    for key, value in ((_NOTED, SERVER_VERSION), (_READABLE, readable_from())):
        connection.execute(meta.delete().where(meta.c.key == key))
        connection.execute(meta.insert(), {"key": key, "value": str(value)})


def _must_manage(connection: Connection, address: Address) -> None:
    """Raise WorkspaceError unless the login owns the database."""
    owns = connection.exec_driver_sql(
        "SELECT pg_has_role(datdba, 'USAGE') FROM pg_database WHERE datname = current_database()"
    ).scalar_one()
    if owns:
        _must_make_roles(connection, address)
        return
    if connection.dialect.has_table(connection, meta.name):
        raise WorkspaceError(
            "ฐานข้อมูลเป็นของโปรแกรมรุ่นก่อน และผู้ใช้นี้ไม่มีสิทธิ์ปรับรุ่น",
            where=address.shown,
            remedy="ให้ผู้ดูแลฐานข้อมูลสั่ง ita-desktop server init ด้วยโปรแกรมรุ่นนี้",
        )
    raise WorkspaceError(
        "ฐานข้อมูลนี้ยังไม่ได้เตรียมเป็นงานร่วม และผู้ใช้นี้ไม่มีสิทธิ์เตรียม",
        where=address.shown,
        remedy="ให้เจ้าของฐานข้อมูลสั่ง ita-desktop server init ก่อน",
    )


def _must_make_roles(connection: Connection, address: Address) -> None:
    may = connection.exec_driver_sql(_MAKES_ROLES).scalar_one()
    if not may:
        login = connection.exec_driver_sql("SELECT current_user").scalar_one()
        raise WorkspaceError(
            "ผู้ใช้นี้สร้างผู้ใช้อื่นในเครื่องแม่ข่ายไม่ได้ จึงเตรียมงานร่วมไม่ได้",
            where=address.shown,
            remedy='ให้ผู้ดูแลเครื่องแม่ข่ายสั่ง ALTER ROLE "{login}" CREATEROLE แล้วทำอีกครั้ง',
            login=login,
        )


def _apply(connection: Connection) -> None:
    """Run the statements that only a server has."""
    database = connection.exec_driver_sql("SELECT current_database()").scalar_one()
    with driver(connection) as raw:
        for path in sorted(resource("server").glob("*.sql"), key=lambda path: path.name):
            raw.execute(path.read_text(encoding="utf-8"))
        raw.execute(rights_statements(database))
        raw.execute(view_statements(role(database, "city")))


def _must_be_closed(connection: Connection, address: Address) -> None:
    """Raise WorkspaceError if everybody may make tables (:data:`OWNING`)."""
    is_open, manager = connection.exec_driver_sql(
        "SELECT has_schema_privilege(server.role_of('reader'), 'public', 'CREATE'), current_user"
    ).one()
    if is_open:
        raise WorkspaceError(
            "ทุกคนสร้างตารางในฐานข้อมูลนี้ได้ จึงยังใช้เป็นงานร่วมไม่ได้",
            where=address.shown,
            remedy='ให้ผู้ดูแลเครื่องแม่ข่ายสั่ง psql -U postgres -d {database} -c "{statement}" แล้วทำอีกครั้ง',
            database=address.database,
            statement=OWNING.format(manager=manager),
        )


def _foreign(address: Address) -> WorkspaceError:
    return WorkspaceError(
        "ฐานข้อมูลนี้ไม่ใช่งาน ITA ของโปรแกรมนี้",
        where=address.shown,
        remedy="ตรวจชื่อฐานข้อมูล หรือสร้างฐานข้อมูลเปล่าแล้วสั่ง ita-desktop server init",
    )
