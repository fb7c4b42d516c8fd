"""Texts that the program filled in follow the office's name; what the clerk changed stays."""

from ita_desktop.domain.letters import EndorsementKind
from ita_desktop.services import letters
from ita_desktop.services.roster import orders, roster
from ita_desktop.services.roster.orders import edit_organisation
from ita_desktop.storage.workspace import Workspace

YEAR = 2567


def test_default_texts_follow_the_corrected_name_of_the_office(office: Workspace) -> None:
    edit_organisation(office, name="เขตลาดกระบัง")
    first = office.year(YEAR).bodies[0]
    orders.add(office, YEAR)
    letter = letters.add(office, YEAR)
    letters.add_endorsement(office, YEAR, letter, EndorsementKind.NOTED)
    duties = [duty.text for duty in office.year(YEAR).duties_of(first.id)]
    assert "นโยบายการประเมินของเขตลาดกระบัง" in duties[0]
    own = f"{duties[0]} และแผนของเขตลาดกระบัง"
    orders.set_duties(office, YEAR, first.id, [*duties, own])
    wrong = office.year(YEAR)
    edit_organisation(office, name="สำนักงานเขตลาดกระบัง")
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


def test_duties_follow_the_name_of_the_body_that_they_name(office: Workspace) -> None:
    steering, working = office.year(YEAR).bodies
    orders.add(office, YEAR, [steering.id, working.id])

    def duties(body: str) -> list[str]:
        return [duty.text for duty in office.year(YEAR).duties_of(body)]

    usual = duties(working.id)
    assert usual[-1].endswith("ต่อคณะกรรมการอำนวยการ")
    own = "รายงานต่อคณะกรรมการอำนวยการทุกเดือน"
    orders.set_duties(office, YEAR, working.id, [*usual, own])
    roster.rename_body(office, YEAR, steering.id, "คณะกรรมการอำนวยการ ITA")
    assert duties(working.id)[-2].endswith("ต่อคณะกรรมการอำนวยการ ITA")
    assert duties(working.id)[-1] == own, "what was typed stays"
    assert duties(working.id)[:-2] == usual[:-1]
    roster.rename_body(office, YEAR, working.id, "คณะทำงานคุณธรรม")
    assert any(text.endswith("แก่คณะทำงานคุณธรรม") for text in duties(steering.id))
    roster.rename_body(office, YEAR, steering.id, "คณะที่ปรึกษา")
    assert duties(working.id)[-2].endswith("ต่อคณะกรรมการอำนวยการ"), "there is none any more"
