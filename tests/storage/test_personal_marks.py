"""Each column of text says whether it holds personal data, and which."""

from sqlalchemy import LargeBinary, Text

from ita_desktop.domain.meetings import Attendance
from ita_desktop.domain.personal_marks import Personal, marks_of
from ita_desktop.domain.records import Person
from ita_desktop.domain.tracking.entries import Photo
from ita_desktop.storage.tables import metadata


def test_each_column_of_text_is_marked_one_way_or_another() -> None:
    columns = [column for table in metadata.sorted_tables for column in table.columns]
    unmarked = [
        str(column)
        for column in columns
        if isinstance(column.type, Text) and not isinstance(column.info.get("personal"), Personal)
    ]
    assert unmarked == []
    assert [str(column) for column in columns if isinstance(column.type, LargeBinary)] == [
        "media.data"
    ], "bytes lie there alone, under keys that are marked"


def test_the_marks_say_what_a_column_holds() -> None:
    assert marks_of(Person) == {
        "prefix": Personal.NAME,
        "name": Personal.NAME,
        "job_title": Personal.POST,
        "phone": Personal.TELEPHONE,
        "email": Personal.MAIL,
    }
    assert marks_of(Attendance)["substitute"] is Personal.NAME
    assert marks_of(Photo)["original"] is Personal.FACE
    assert metadata.tables["person"].c.email.info["personal"] is Personal.MAIL
    assert metadata.tables["history_group"].c.who.info["personal"] is Personal.NAME
