# Compiled from forms/frame.ui: what is changed here will be lost.
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from ita_desktop.ui.frame.edges import (Rail, StatusBar)
from ita_desktop.ui.frame.score_bar import ScoreBar
from ita_desktop.ui.frame.top_bar import TopBar
from ita_desktop.ui.widgets.page.section import Paper
from ita_desktop.ui.widgets.status import (MessageLine, ProgressLine)
from ita_desktop.ui.widgets.boxes import vbox
from ita_desktop.ui.widgets.fields.field import name_parts


class Ui_Frame(object):
    def setupUi(self, Frame: QWidget) -> None:
        Frame.setObjectName(Frame.objectName() or u"Frame")
        Frame.resize(1366, 768)
        self.outer = vbox(on=Frame, margins=(0, 0, 0, 0), gap=0)
        self.topBar = TopBar(Frame)
        self.outer.addWidget(self.topBar)
        self.score_bar = ScoreBar(Frame)
        self.outer.addWidget(self.score_bar)
        self.desk = QHBoxLayout()
        self.outer.addLayout(self.desk)
        self.desk.setSpacing(0)
        self.rail = Rail(Frame)
        self.desk.addWidget(self.rail)
        self.paper = Paper(Frame)
        self.sheet = vbox(on=self.paper, margins=(1, 1, 0, 0), gap=0)
        self.pages = QStackedWidget(self.paper)
        self.sheet.addWidget(self.pages)
        self.message = MessageLine(self.paper)
        self.sheet.addWidget(self.message)
        self.progress = ProgressLine(self.paper)
        self.sheet.addWidget(self.progress)
        self.desk.addWidget(self.paper)
        self.status = StatusBar(Frame)
        self.outer.addWidget(self.status)
        name_parts(self)
