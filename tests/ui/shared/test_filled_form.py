"""Forms that were filled once, while others write."""

import pytest
from PySide6.QtCore import QObject, Signal

from ita_desktop.domain.errors import ConflictError
from ita_desktop.storage.edits.changes import Changed, EditKind, RowChange
from ita_desktop.ui.shared.stored_line import FilledForm


class Workspace:
    def __init__(self) -> None:
        self.unshown: list[Changed] = []


class Session(QObject):
    changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.workspace = Workspace()


THEIRS = Changed(
    EditKind.DO, "แก้", (RowChange("evidence", "e1", {"title": "ก"}, {"title": "ข"}),), "สมชาย"
)


@pytest.fixture
def session(qapp) -> Session:
    return Session()


@pytest.fixture
def form(session) -> FilledForm:
    return FilledForm(session, session)


def test_only_changed_fields_are_stored(form) -> None:
    form.begin({"title": "ก", "note": ""})
    assert form.touched({"title": "ก", "note": "ใหม่", "file": None}) == {
        "note": "ใหม่",
        "file": None,
    }


def test_what_others_changed_since_is_refused_once(form, session) -> None:
    form.begin({"title": "ก"})
    session.changed.emit(THEIRS)
    session.changed.emit(THEIRS._replace(who=""))
    unshown = session.workspace.unshown

    def service() -> list[Changed]:
        if unshown:
            raise ConflictError("ถูกแก้ไปแล้ว", remedy="แก้ใหม่")
        return list(unshown)

    with pytest.raises(ConflictError):
        form.write(service)
    assert unshown == []
    assert form.write(service) == []


def test_a_form_that_is_filled_anew_has_seen_all(form, session) -> None:
    session.changed.emit(THEIRS)
    form.begin({"title": "ข"})
    assert form.write(lambda: list(session.workspace.unshown)) == []
