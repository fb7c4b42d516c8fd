"""The missing data of a document, above its preview."""

from collections.abc import Sequence

from ita_desktop.i18n import tr
from ita_desktop.ui.pages.documents.rows import Gap
from ita_desktop.ui.theme.tokens import Space
from ita_desktop.ui.widgets.lists.mend import Mend, MendList
from ita_desktop.ui.widgets.marks import Mark


class GapList(MendList):
    """``opened`` is emitted with the :class:`Gap` whose button was clicked."""

    def __init__(self) -> None:
        super().__init__(
            Mark.DOING, lambda count: tr("และอีก {count} อย่าง", count=count), (0, Space.S, 0, 0)
        )

    def show_gaps(self, gaps: Sequence[Gap]) -> None:
        self.show_mends([_mend(gap) for gap in gaps])


def _mend(gap: Gap) -> Mend:
    return Mend(gap.sentence, tr("ไปที่{place}", place=gap.place), gap)
