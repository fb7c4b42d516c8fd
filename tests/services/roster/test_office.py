"""Texts that the program filled in follow the office's name; what the clerk changed stays."""

from ita_desktop.domain.letters.letters import EndorsementKind
from ita_desktop.services.letters import endorsements, letters
from ita_desktop.services.roster import office as office_service
from ita_desktop.services.roster import orders
from ita_desktop.storage.workspace import Workspace

YEAR = 2567


def test_default_texts_follow_the_corrected_name_of_the_office(office: Workspace) -> None:
    office_service.edit_organisation(office, name="เขตลาดกระบัง")
    first = office.year(YEAR).bodies[0]
    orders.add(office, YEAR)
    letter = letters.add(office, YEAR)
    endorsements.add(office, YEAR, letter, EndorsementKind.NOTED)
    duties = [duty.text for duty in office.year(YEAR).duties_of(first.id)]
    assert "นโยบายการประเมินของเขตลาดกระบัง" in duties[0]
    own = f"{duties[0]} และแผนของเขตลาดกระบัง"
    orders.set_duties(office, YEAR, first.id, [*duties, own])
    wrong = office.year(YEAR)
    office_service.edit_organisation(office, name="สำนักงานเขตลาดกระบัง")
    data = office.year(YEAR)
    texts = [duty.text for duty in data.duties_of(first.id)]
    assert "นโยบายการประเมินของสำนักงานเขตลาดกระบัง" in texts[0]
    assert texts[1:-1] == duties[1:]
    assert texts[-1] == own, "what she changed stays"
    assert data.letters[-1].addressee == "ผู้อำนวยการเขตลาดกระบัง"
    assert data.endorsements[-1].signatory_post == "ผู้ช่วยผู้อำนวยการเขตลาดกระบัง"
    office.undo()
    back = office.year(YEAR)
    assert [duty.text for duty in back.duties] == [duty.text for duty in wrong.duties]
    assert back.letters[-1].addressee == wrong.letters[-1].addressee
