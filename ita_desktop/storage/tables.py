"""The tables of a workspace. Only text and integers, so that every database agrees on them; the
bytes of pictures and files are in one table of their own.

Column names are the field names of the records in :mod:`ita_desktop.domain.records`. A foreign
key says in its ``info`` what the write gateway does to the row when its parent goes: ``delete``
the row, or ``clear`` the reference. The database itself only restricts.
"""

from sqlalchemy import (
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _text(name: str) -> Column[str]:
    return Column(name, Text, nullable=False, server_default="")


def _maybe(name: str) -> Column[str | None]:
    return Column(name, Text, nullable=True)


def _number(name: str) -> Column[int]:
    return Column(name, Integer, nullable=False, server_default="0")


def _parent(name: str, target: str) -> Column[str]:
    """A reference to the row this one is a part of."""
    column = Column(name, Text, ForeignKey(f"{target}.id"), nullable=False, index=True)
    column.info["on_delete"] = "delete"
    return column


def _reference(name: str, target: str, *, on_delete: str) -> Column[str | None]:
    """A reference to a row that this one merely names."""
    column: Column[str | None] = Column(
        name, Text, ForeignKey(f"{target}.id"), nullable=True, index=True
    )
    column.info["on_delete"] = on_delete
    return column


def _table(
    name: str,
    *parts: Column[str]
    | Column[str | None]
    | Column[int]
    | Column[int | None]
    | UniqueConstraint
    | Index,
) -> Table:
    return Table(
        name,
        metadata,
        Column("id", Text, primary_key=True),
        *parts,
        Column("row_version", Integer, nullable=False, server_default="1"),
        sqlite_strict=True,
    )


meta = Table(
    "meta",
    metadata,
    Column("key", Text, primary_key=True),
    Column("value", Text, nullable=False),
    sqlite_strict=True,
)
"""Facts about the file itself: workspace id, schema version, when it was made."""

organisation = _table(
    "organisation",
    _text("name"), _text("short_name"), _text("agency_code"), _text("address"), _text("website"),
)  # fmt: skip
unit = _table(
    "unit",
    _text("name"), _text("kind"), _text("short_name"), _text("aliases"), _text("group_of"),
    _number("position"),
)  # fmt: skip
person = _table(
    "person",
    _text("prefix"), _text("name"), _text("job_title"),
    _reference("unit_id", "unit", on_delete="clear"),
    _text("phone"), _text("email"), _number("position"),
)  # fmt: skip
tenure = _table(
    "tenure",
    _parent("person_id", "person"),
    _text("post"), _reference("unit_id", "unit", on_delete="clear"), _text("acting"),
    _maybe("first"), _maybe("last"), _text("note"), _number("position"),
)  # fmt: skip
fiscal_year = _table(
    "fiscal_year",
    Column("year", Integer, nullable=False, unique=True),
    _text("framework_code"), _text("framework_title"), _text("level_set"),
    _text("response_system"), _text("note"), _maybe("counts_from"), _text("left_out"),
)  # fmt: skip
framework_node = _table(
    "framework_node",
    _parent("year_id", "fiscal_year"),
    _text("kind"), _text("code"), _text("content"), _number("position"),
    UniqueConstraint("year_id", "kind", "code"),
)  # fmt: skip
calendar_date = _table(
    "calendar_date",
    _parent("year_id", "fiscal_year"),
    _text("code"), _text("title"), _text("day"), _text("note"),
)  # fmt: skip
body = _table(
    "body",
    _parent("year_id", "fiscal_year"), _text("name"), _text("kind"), _number("position"),
)  # fmt: skip
member = _table(
    "member",
    _parent("body_id", "body"),
    _text("kind"),
    _reference("person_id", "person", on_delete="delete"),
    _text("post"),
    _reference("unit_id", "unit", on_delete="clear"),
    _text("role"), _text("note"), _number("position"),
)  # fmt: skip
assignment = _table(
    "assignment",
    _parent("year_id", "fiscal_year"),
    _text("item_code"), _maybe("due"), _maybe("as_of"), _text("note"),
    UniqueConstraint("year_id", "item_code"),
)  # fmt: skip
assignment_owner = _table(
    "assignment_owner",
    _parent("assignment_id", "assignment"),
    _reference("unit_id", "unit", on_delete="delete"),
    _reference("person_id", "person", on_delete="delete"),
    _text("post"), _text("role"), _number("position"),
)  # fmt: skip
evidence = _table(
    "evidence",
    _parent("year_id", "fiscal_year"),
    _text("item_code"), _text("title"), _text("location"), _text("format"), _maybe("published"),
    _text("note"), _number("position"),
)  # fmt: skip
check_mark = _table(
    "check_mark",
    _parent("year_id", "fiscal_year"),
    _text("requirement"),
    UniqueConstraint("year_id", "requirement"),
)  # fmt: skip
measure = _table(
    "measure",
    _parent("year_id", "fiscal_year"),
    _text("indicator"), _text("finding"), _text("method"), _text("frequency"), _text("schedule"),
    _text("monitoring"), _text("status"), _text("note"), _number("position"),
    # Since schema 5.
    _text("kind"), _maybe("begins"), _maybe("ends"), _text("days"), _text("reports_to"),
    _maybe("budget"), _text("target"), _text("success"),
    # Since schema 8.
    _text("shares"),
)  # fmt: skip
measure_item = _table(
    "measure_item",
    _parent("measure_id", "measure"), _text("item_code"), _text("title"), _number("position"),
    UniqueConstraint("measure_id", "item_code"),
)  # fmt: skip
measure_owner = _table(
    "measure_owner",
    _parent("measure_id", "measure"),
    _reference("unit_id", "unit", on_delete="delete"),
    _reference("person_id", "person", on_delete="delete"),
    _text("post"), _text("role"), _number("position"),
)  # fmt: skip
score = _table(
    "score",
    _parent("year_id", "fiscal_year"),
    _text("node"), _text("source"), _text("value"), _text("note"),
    UniqueConstraint("year_id", "node", "source"),
)  # fmt: skip
answer = _table(
    "answer",
    _parent("year_id", "fiscal_year"),
    _text("instrument"), _text("question"), _number("option"), _text("label"), _number("count"),
    _maybe("percent"), _text("title"), _number("position"),
    UniqueConstraint("year_id", "instrument", "question", "option"),
)  # fmt: skip
group_figure = _table(
    "group_figure",
    _parent("year_id", "fiscal_year"),
    _text("breakdown"), _text("name"), _text("node"), Column("count", Integer, nullable=True),
    _maybe("value"), _number("position"),
    UniqueConstraint("year_id", "breakdown", "name", "node"),
)  # fmt: skip
assessor_remark = _table(
    "assessor_remark",
    _parent("year_id", "fiscal_year"), _text("node"), _text("text"),
    UniqueConstraint("year_id", "node"),
)  # fmt: skip
figure_doubt = _table(
    "figure_doubt",
    _parent("year_id", "fiscal_year"), _text("node"), _text("text"), _maybe("settled"),
    _number("position"),
)  # fmt: skip
respondent_comment = _table(
    "respondent_comment",
    _parent("year_id", "fiscal_year"), _text("instrument"), _text("text"), _number("position"),
)  # fmt: skip
scenario = _table(
    "scenario",
    _parent("year_id", "fiscal_year"), _text("name"), _number("position"),
    UniqueConstraint("year_id", "name"),
)  # fmt: skip
scenario_score = _table(
    "scenario_score",
    _parent("scenario_id", "scenario"), _text("node"), _text("value"),
    UniqueConstraint("scenario_id", "node"),
)  # fmt: skip

appointment_order = _table(
    "appointment_order",
    _parent("year_id", "fiscal_year"),
    _text("number"), _text("title"), _text("ground"), _text("purpose"), _maybe("signed"),
    _maybe("effective"), _reference("signatory_id", "person", on_delete="clear"),
    _text("signatory_post"), _text("acting_for"),
    _reference("amends_id", "appointment_order", on_delete="delete"),
    _text("note"), _number("position"),
)  # fmt: skip
order_body = _table(
    "order_body",
    _parent("order_id", "appointment_order"), _parent("body_id", "body"), _number("position"),
    UniqueConstraint("order_id", "body_id"),
)  # fmt: skip
order_change = _table(
    "order_change",
    _parent("order_id", "appointment_order"), _parent("member_id", "member"), _text("kind"),
    _reference("replaces_id", "member", on_delete="clear"), _number("position"),
    UniqueConstraint("order_id", "member_id", "kind"),
)  # fmt: skip
duty = _table("duty", _parent("body_id", "body"), _text("text"), _number("position"))
meeting = _table(
    "meeting",
    _parent("year_id", "fiscal_year"),
    _number("number"), _text("title"), _maybe("day"), _text("begins"), _text("ends"),
    _text("place"), _reference("chair_id", "member", on_delete="clear"),
    _reference("secretary_id", "member", on_delete="clear"),
    _reference("approved_in_id", "meeting", on_delete="clear"), _text("note"),
    # Since schema 9.
    _reference("chair_person_id", "person", on_delete="clear"),
    _reference("recorder_id", "person", on_delete="clear"),
    _reference("reviewer_id", "person", on_delete="clear"),
    # Since schema 10.
    _text("pack"),
)  # fmt: skip
meeting_body = _table(
    "meeting_body",
    _parent("meeting_id", "meeting"), _parent("body_id", "body"), _number("position"),
    UniqueConstraint("meeting_id", "body_id"),
)  # fmt: skip
agenda_item = _table(
    "agenda_item",
    _parent("meeting_id", "meeting"),
    _reference("parent_id", "agenda_item", on_delete="delete"),
    _text("kind"), _text("title"), _text("detail"), _text("component"), _text("presenter"),
    _text("minutes"), _text("resolution"), _number("position"), _text("number"),
)  # fmt: skip
agenda_attachment = _table(
    "agenda_attachment",
    _parent("agenda_item_id", "agenda_item"),
    _text("title"), _text("document"), _text("file_name"), _text("media"), _number("position"),
)  # fmt: skip
attendance = _table(
    "attendance",
    _parent("meeting_id", "meeting"),
    _reference("member_id", "member", on_delete="delete"),
    _text("presence"), _text("name"), _text("post"),
    _reference("unit_id", "unit", on_delete="clear"), _text("substitute"),
    _text("substitute_post"), _text("reason"), _number("position"),
    # Since schema 9.
    _reference("person_id", "person", on_delete="clear"),
)  # fmt: skip
action_item = _table(
    "action_item",
    _parent("meeting_id", "meeting"),
    _reference("agenda_item_id", "agenda_item", on_delete="clear"),
    _text("text"), _reference("unit_id", "unit", on_delete="clear"),
    _reference("person_id", "person", on_delete="clear"), _text("post"), _maybe("due"),
    _maybe("done"), _text("note"), _number("position"),
)  # fmt: skip
letter = _table(
    "letter",
    _parent("year_id", "fiscal_year"),
    _text("kind"), _text("wording"), _text("number"), _maybe("day"), _text("urgency"),
    _text("subject"), _reference("sender_id", "unit", on_delete="clear"), _text("phone"),
    _text("addressee"), _text("body"), _text("merge"),
    _reference("signatory_id", "person", on_delete="clear"), _text("signatory_post"),
    _reference("order_id", "appointment_order", on_delete="clear"),
    _reference("meeting_id", "meeting", on_delete="clear"), _text("note"), _number("position"),
    # Since schema 9.
    _text("acting_for"),
)  # fmt: skip
endorsement = _table(
    "endorsement",
    _parent("letter_id", "letter"),
    _text("kind"), _reference("unit_id", "unit", on_delete="clear"), _text("number"),
    _maybe("day"), _text("addressee"), _text("text"),
    _reference("signatory_id", "person", on_delete="clear"), _text("signatory_post"),
    _number("position"),
)  # fmt: skip
letter_recipient = _table(
    "letter_recipient",
    _parent("letter_id", "letter"),
    _reference("unit_id", "unit", on_delete="delete"),
    _reference("person_id", "person", on_delete="delete"),
    _text("post"), _text("role"), _number("position"),
)  # fmt: skip
letter_attachment = _table(
    "letter_attachment",
    _parent("letter_id", "letter"),
    _text("title"), _text("document"), _text("file_name"), _text("media"), _number("position"),
)  # fmt: skip
target = _table(
    "target",
    _parent("year_id", "fiscal_year"), _text("value"),
    UniqueConstraint("year_id"),
)  # fmt: skip
finding = _table(
    "finding",
    _parent("year_id", "fiscal_year"),
    _text("indicator"), _text("practice"), _text("strength"), _text("weakness"), _text("issue"),
    _text("improvement"), _text("note"), _number("position"),
)  # fmt: skip
finding_item = _table(
    "finding_item",
    _parent("finding_id", "finding"), _text("item_code"), _text("title"), _number("position"),
    UniqueConstraint("finding_id", "item_code"),
)  # fmt: skip
finding_source = _table(
    "finding_source",
    _parent("finding_id", "finding"), _text("kind"), _text("ref"), _number("position"),
    UniqueConstraint("finding_id", "kind", "ref"),
)  # fmt: skip
measure_finding = _table(
    "measure_finding",
    _parent("measure_id", "measure"), _parent("finding_id", "finding"), _number("position"),
    UniqueConstraint("measure_id", "finding_id"),
)  # fmt: skip
tracking_round = _table(
    "tracking_round",
    _parent("year_id", "fiscal_year"),
    _text("title"), _text("first"), _text("last"), _number("position"),
)  # fmt: skip
entry = _table(
    "entry",
    _parent("measure_id", "measure"),
    _maybe("occurrence"), _reference("round_id", "tracking_round", on_delete="clear"),
    _text("state"), _maybe("day"), _text("text"), Column("participants", Integer, nullable=True),
    _text("result"), _text("links"), _text("reason"), _number("position"),
)  # fmt: skip
photo = _table(
    "photo",
    _parent("entry_id", "entry"),
    _text("media"), _text("original"), _text("file_name"), _number("width"), _number("height"),
    _text("crop"), _text("caption"), _number("position"),
)  # fmt: skip
chapter = _table(
    "chapter",
    _parent("year_id", "fiscal_year"),
    _text("part"), _text("title"), _text("text"), _text("file_name"), _text("media"),
    _text("state"), _number("position"),
)  # fmt: skip
column_widths = _table(
    "column_widths", Column("name", Text, nullable=False, unique=True), _text("shares")
)
document_choices = _table(
    "document_choices", Column("name", Text, nullable=False, unique=True), _text("chosen")
)
wording = _table("wording", Column("name", Text, nullable=False, unique=True), _text("text"))
office_file = _table(
    "office_file",
    Column("name", Text, nullable=False, unique=True), _text("file_name"), _text("media"),
)  # fmt: skip

media = Table(
    "media",
    metadata,
    Column("key", Text, primary_key=True),
    Column("data", LargeBinary, nullable=False),
    sqlite_strict=True,
)
"""Bytes of pictures and files by their SHA-256. A row is never changed; what refers to it moves
its key alone, so that the history never holds bytes."""

history_group = Table(
    "history_group",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("label", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("target", Integer, nullable=True),
    Column("status", Text, nullable=False),
    sqlite_strict=True,
)
"""One unit of work. ``kind`` is do, undo or redo; ``target`` the group an undo or redo replays;
``status`` of a do group: done, undone, or dropped (undone, then overtaken by a new edit)."""

history_change = Table(
    "history_change",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("group_id", Integer, ForeignKey("history_group.id"), nullable=False, index=True),
    Column("table_name", Text, nullable=False),
    Column("row_id", Text, nullable=False, index=True),
    Column("old", Text, nullable=True),
    Column("new", Text, nullable=True),
    sqlite_strict=True,
)
"""One row's change: JSON of the old and new columns (an update: only those that changed)."""

CONTENT = tuple(
    table
    for table in metadata.sorted_tables
    if table not in {meta, media, history_group, history_change}
)
"""The tables that hold the clerk's data, parents before children."""
