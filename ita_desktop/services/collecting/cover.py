"""The memo that goes with the form of each unit: one letter to all, a Word file for each."""

from collections.abc import Sequence

from ita_desktop.domain.collecting.collections import Collection
from ita_desktop.domain.records import Unit
from ita_desktop.domain.year import YearData
from ita_desktop.services.collecting.rounds import UnitRows
from ita_desktop.services.letters import letters
from ita_desktop.storage.workspace import Workspace


class Cover:
    """The letter of a round, and its Word file for a unit."""

    def __init__(
        self,
        workspace: Workspace,
        data: YearData,
        collection: Collection,
        units: Sequence[UnitRows],
    ) -> None:
        from ita_desktop.documents.export import breaker_of
        from ita_desktop.documents.reports.collecting.unit_mail import cover_texts
        from ita_desktop.services.documents.exporting import context_of

        subject, body = cover_texts(data, collection)
        ids = [unit_state.unit.id for unit_state in units]
        self.letter = letters.drafted(data, subject=subject, body=body, to=ids)
        self.to = [
            unit_state.unit for unit_state in units if unit_state.unit.id != self.letter.sender_id
        ]
        """The units that get it: the sender needs none."""
        self._context = context_of(workspace, data)
        self._breaker = breaker_of(data)

    def of(self, unit: Unit) -> bytes:
        """Return the memo to a unit as a Word file."""
        from ita_desktop.documents.backends.docx.own_styles import fitted
        from ita_desktop.documents.export import render
        from ita_desktop.documents.kinds import REFERENCE_DOCX, Format
        from ita_desktop.documents.reports.letters import memo
        from ita_desktop.domain.digits import Digits

        context, letter = self._context, self.letter
        title = memo.title_of(context.year, letter)
        blocks = tuple(memo.paper(context, letter, unit))
        document = memo.document_of(context, letter, title, blocks, Digits.THAI)
        own = context.office_file(REFERENCE_DOCX)
        return render(fitted(document, own), Format.DOCX, self._breaker, own)
