"""Collection rounds (ส่ง-รับ): forms that go out to units, and what comes back.

A form of a collection round is a worksheet with a mark (`domain/tracking/worksheet.py`). By that
`exchange/source.py` knows it again. The mark is a document property, a line of its text, or the
keys of its rows. `ReturnedForm` compares each row with the digests of what was sent
(`CollectionUnit.rows`) and with what the year has now. A change in conflict is planned, but not
selected until a person decided about the part (`Part.is_decided`). Whatever way a form comes in,
the plan's writes note that it came back. A round's question is a row, too (`OpenQuestion`, key
`Q/1`); its answer is stored in the newest version of the unit's form. The people of a unit
(`OpenPeople`) carry the digests of what was sent in the keys of their rows, not in the file. From
a stored digest a telephone number could be found again. What a returned form had is kept row by
row (`ReturnedRow`, made by `returned.py`): what came, what became of it, why, and as JSON what
would take it, so that `services/collecting/settling.py` can do so when the file is gone.
Photographs of rows that were not taken are kept beside them (`ReturnedPhoto`), also those that no
follow-up entry can have.
"""
