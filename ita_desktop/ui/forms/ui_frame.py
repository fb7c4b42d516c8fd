# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'frame.ui'
##
## WARNING! All changes made in this file will be lost when recompiling UI file!
################################################################################

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ita_desktop.ui.frame.paper import Paper
from ita_desktop.ui.frame.rail import Rail
from ita_desktop.ui.frame.status_bar import StatusBar
from ita_desktop.ui.frame.strip import ScoreStrip
from ita_desktop.ui.frame.top_bar import TopBar
from ita_desktop.ui.widgets.status.message import MessageLine
from ita_desktop.ui.widgets.status.progress import ProgressLine

class Ui_Frame(object):
    def setupUi(self, Frame: QWidget) -> None:
        if not Frame.objectName():
            Frame.setObjectName(u"Frame")
        Frame.resize(1366, 768)
        self.outer = QVBoxLayout(Frame)
        self.outer.setSpacing(0)
        self.outer.setObjectName(u"outer")
        self.outer.setContentsMargins(0, 0, 0, 0)
        self.topBar = TopBar(Frame)
        self.topBar.setObjectName(u"topBar")

        self.outer.addWidget(self.topBar)

        self.strip = ScoreStrip(Frame)
        self.strip.setObjectName(u"strip")

        self.outer.addWidget(self.strip)

        self.desk = QHBoxLayout()
        self.desk.setSpacing(0)
        self.desk.setObjectName(u"desk")
        self.rail = Rail(Frame)
        self.rail.setObjectName(u"rail")

        self.desk.addWidget(self.rail)

        self.paper = Paper(Frame)
        self.paper.setObjectName(u"paper")
        self.sheet = QVBoxLayout(self.paper)
        self.sheet.setSpacing(0)
        self.sheet.setObjectName(u"sheet")
        self.sheet.setContentsMargins(1, 1, 0, 0)
        self.pages = QStackedWidget(self.paper)
        self.pages.setObjectName(u"pages")

        self.sheet.addWidget(self.pages)

        self.message = MessageLine(self.paper)
        self.message.setObjectName(u"message")

        self.sheet.addWidget(self.message)

        self.progress = ProgressLine(self.paper)
        self.progress.setObjectName(u"progress")

        self.sheet.addWidget(self.progress)


        self.desk.addWidget(self.paper)


        self.outer.addLayout(self.desk)

        self.status = StatusBar(Frame)
        self.status.setObjectName(u"status")

        self.outer.addWidget(self.status)


        self.retranslateUi(Frame)
    # setupUi

    def retranslateUi(self, Frame: QWidget) -> None:
        pass
    # retranslateUi

