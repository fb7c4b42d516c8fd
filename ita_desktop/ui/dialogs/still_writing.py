"""Closing while files are still being written: how far they are, and a way to wait or to stop."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from ita_desktop.i18n import tr
from ita_desktop.ui.theme.tokens import Space
from ita_desktop.ui.widgets.label import ThaiLabel
from ita_desktop.ui.widgets.sheet import Question
from ita_desktop.ui.widgets.status.bar import Bar
from ita_desktop.ui.work_line import Watched


class StillWriting(Question):
    """Accepted once all is written, or has been stopped as the clerk asked; rejected where she
    stays, and where something could not be written, which the window tells."""

    def __init__(self, writing: Sequence[Watched], parent: QWidget | None = None) -> None:
        """``writing``: the jobs, the last begun last."""
        super().__init__(
            tr("ยังทำงานที่สั่งไว้ไม่เสร็จ"),
            tr("รอได้ เมื่อเสร็จจะปิดให้เอง ถ้าหยุด ไฟล์ที่เสร็จแล้วยังอยู่ และไม่มีไฟล์ที่เขียนค้างไว้ครึ่งเดียว"),
            keep=tr("ไม่ปิด"),
            lose=tr("หยุดแล้วปิด"),
            parent=parent,
        )
        self._left = list(writing)
        self.label = ThaiLabel("", self)
        self.bar = Bar(self)
        self.below.setContentsMargins(0, Space.M, 0, 0)
        self.below.setSpacing(Space.XS)
        self.below.addWidget(self.label)
        self.below.addWidget(self.bar)
        for watched in writing:
            watched.job.progressed.connect(self._tell)
            watched.job.done.connect(self._end)
            watched.job.stopped.connect(self._end)
            watched.job.failed.connect(self.reject)
        self._tell()
        self.fit()

    def accept(self) -> None:
        """หยุดแล้วปิด: what goes on is stopped; the window closes when it has."""
        self.lose_button.block(tr("กำลังหยุด"))
        for watched in self._left:
            watched.job.stop()

    def _tell(self) -> None:
        """What goes on, and how far; the bar keeps its room where that is not known."""
        last = self._left[-1]
        count = tr("{done} จาก {total}", done=last.done, total=last.of) if last.of else ""
        self.label.setText(" ".join(filter(None, (last.sentence, count))))
        self.bar.set_fraction(last.done / last.of if last.of else 0)

    def _end(self) -> None:
        if self.isHidden():
            # She has said that the window stays, before the last file was there.
            return
        self._left = [watched for watched in self._left if watched.job is not self.sender()]
        if self._left:
            self._tell()
        else:
            super().accept()
