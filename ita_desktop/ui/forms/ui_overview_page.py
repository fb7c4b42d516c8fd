# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'overview_page.ui'
##
## WARNING! All changes made in this file will be lost when recompiling UI file!
################################################################################

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QSizePolicy, QSpacerItem, QVBoxLayout, QWidget

from ita_desktop.ui.widgets.label import ThaiLabel
from ita_desktop.ui.widgets.lists.book import BookTable
from ita_desktop.ui.widgets.page.header import PageHeader
from ita_desktop.ui.widgets.page.room_scroll import RoomScroll
from ita_desktop.ui.widgets.years.place import YearPlace

class Ui_OverviewPage(object):
    def setupUi(self, OverviewPage: QWidget) -> None:
        if not OverviewPage.objectName():
            OverviewPage.setObjectName(u"OverviewPage")
        OverviewPage.resize(1194, 658)
        self.outer = QVBoxLayout(OverviewPage)
        self.outer.setSpacing(0)
        self.outer.setObjectName(u"outer")
        self.outer.setContentsMargins(0, 0, 0, 0)
        self.header = PageHeader(OverviewPage)
        self.header.setObjectName(u"header")

        self.outer.addWidget(self.header)

        self.stepPlace = QVBoxLayout()
        self.stepPlace.setSpacing(0)
        self.stepPlace.setObjectName(u"stepPlace")
        self.stepPlace.setContentsMargins(0, 0, 0, 0)

        self.outer.addLayout(self.stepPlace)

        self.scroll = RoomScroll(OverviewPage)
        self.scroll.setObjectName(u"scroll")
        self.scroll.setFrameShape(QFrame.Shape.NoFrame)
        self.scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.scroll.setWidgetResizable(True)
        self.body = QWidget()
        self.body.setObjectName(u"body")
        self.grid = QGridLayout(self.body)
        self.grid.setObjectName(u"grid")
        self.grid.setHorizontalSpacing(18)
        self.grid.setVerticalSpacing(0)
        self.grid.setContentsMargins(16, 0, 16, 4)
        self.year = YearPlace(self.body)
        self.year.setObjectName(u"year")

        self.grid.addWidget(self.year, 0, 0, 1, 3)

        self.todo = BookTable(self.body)
        self.todo.setObjectName(u"todo")

        self.grid.addWidget(self.todo, 1, 0, 1, 2)

        self.levelPart = QWidget(self.body)
        self.levelPart.setObjectName(u"levelPart")
        self.levelColumn = QVBoxLayout(self.levelPart)
        self.levelColumn.setSpacing(0)
        self.levelColumn.setObjectName(u"levelColumn")
        self.levelColumn.setContentsMargins(0, 0, 0, 0)
        self.level = BookTable(self.levelPart)
        self.level.setObjectName(u"level")

        self.levelColumn.addWidget(self.level)

        self.outlook = ThaiLabel(self.levelPart)
        self.outlook.setObjectName(u"outlook")

        self.levelColumn.addWidget(self.outlook)

        self.further = ThaiLabel(self.levelPart)
        self.further.setObjectName(u"further")

        self.levelColumn.addWidget(self.further)

        self.lifts = BookTable(self.levelPart)
        self.lifts.setObjectName(u"lifts")

        self.levelColumn.addWidget(self.lifts)

        self.levelEnd = QSpacerItem(0, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.levelColumn.addItem(self.levelEnd)


        self.grid.addWidget(self.levelPart, 1, 2, 1, 1)

        self.units = BookTable(self.body)
        self.units.setObjectName(u"units")

        self.grid.addWidget(self.units, 3, 0, 1, 1)

        self.dates = BookTable(self.body)
        self.dates.setObjectName(u"dates")

        self.grid.addWidget(self.dates, 3, 1, 1, 1)

        self.subs = BookTable(self.body)
        self.subs.setObjectName(u"subs")

        self.grid.addWidget(self.subs, 3, 2, 1, 1)

        self.scroll.setWidget(self.body)

        self.outer.addWidget(self.scroll)


        self.retranslateUi(OverviewPage)
    # setupUi

    def retranslateUi(self, OverviewPage: QWidget) -> None:
        pass
    # retranslateUi

