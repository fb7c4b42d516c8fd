"""Who may only read sees all the same, and is seen."""

from time import monotonic, sleep

import pytest

from ita_desktop.domain.errors import WorkspaceError
from ita_desktop.storage.server.shared import Role
from ita_desktop.storage.workspace import Workspace
from tests.storage.server.conftest import UserUrl
from tests.storage.server.live.conftest import Connect, person


@pytest.mark.in_turn
@pytest.mark.parametrize("role", [Role.READER, Role.UNIT])
def test_a_reader_and_a_unit_follow_and_are_here(
    connect: Connect, add_user: UserUrl, role: Role
) -> None:
    clerk = connect()
    address = add_user("reads", role, "works" if role is Role.UNIT else None)
    with Workspace.connect(address) as reader:
        assert person(reader).name == "ตัวอย่าง หนึ่ง"
        with clerk.change("แก้") as change:
            change.update(person(clerk), name="ก")
        until = monotonic() + 1
        while person(reader).name != "ก" and monotonic() < until:
            sleep(0.02)
        assert person(reader).name == "ก"
        assert clerk.shared is not None
        while not clerk.shared.present() and monotonic() < until + 1:
            sleep(0.02)
        assert [one.name for one in clerk.shared.present()] == ["reads"]
        with pytest.raises(WorkspaceError), reader.change("แก้") as change:
            change.update(person(reader), name="ข")
        assert person(reader).name == "ก"
