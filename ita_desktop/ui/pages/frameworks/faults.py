"""The list of faults of the year's framework, above its tree."""

from collections.abc import Sequence

from ita_desktop.frameworks import Fault
from ita_desktop.i18n import language, tr
from ita_desktop.ui.theme.tokens import Space, Tone
from ita_desktop.ui.widgets.lists.mend import Mend, MendList


class FaultList(MendList):
    """``opened`` is emitted with the fault whose button was clicked."""

    def __init__(self) -> None:
        margins = (Space.PAGE_EDGE, 0, Space.PAGE_EDGE, Space.XS)
        super().__init__(("triangle-alert", Tone.DOING), _more, margins)

    def show_faults(self, faults: Sequence[Fault]) -> None:
        self.show_mends([_mend(fault) for fault in faults])


def _mend(fault: Fault) -> Mend:
    code = fault.code
    action = tr("ไปที่ {code}", code=code) if code else tr("ไปที่เครื่องมือ")
    return Mend(fault.sentence(language.translate), action, fault)


def _more(count: int) -> str:
    return tr("และอีก {count} จุด", count=count)
