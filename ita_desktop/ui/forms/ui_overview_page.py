# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'overview_page.ui'
##
## WARNING! All changes made in this file will be lost when recompiling UI file!
################################################################################

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QSizePolicy, QSpacerItem, QVBoxLayout, QWidget

from ita_desktop.ui.widgets.book import BookTable
from ita_desktop.ui.widgets.button import Button
from ita_desktop.ui.widgets.header import PageHeader
from ita_desktop.ui.widgets.label import ThaiLabel

from ita_desktop.i18n import tr

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

        self.scroll = QScrollArea(OverviewPage)
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
        self.grid.setContentsMargins(16, 0, 16, 16)
        self.first = QWidget(self.body)
        self.first.setObjectName(u"first")
        self.firstColumn = QVBoxLayout(self.first)
        self.firstColumn.setSpacing(0)
        self.firstColumn.setObjectName(u"firstColumn")
        self.firstColumn.setContentsMargins(0, 0, 0, 0)
        self.todo = BookTable(self.first)
        self.todo.setObjectName(u"todo")

        self.firstColumn.addWidget(self.todo)

        self.afterTodo = QSpacerItem(0, 18, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)

        self.firstColumn.addItem(self.afterTodo)

        self.units = BookTable(self.first)
        self.units.setObjectName(u"units")

        self.firstColumn.addWidget(self.units)

        self.firstEnd = QSpacerItem(0, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.firstColumn.addItem(self.firstEnd)


        self.grid.addWidget(self.first, 0, 0, 1, 1)

        self.second = QWidget(self.body)
        self.second.setObjectName(u"second")
        self.secondColumn = QVBoxLayout(self.second)
        self.secondColumn.setSpacing(0)
        self.secondColumn.setObjectName(u"secondColumn")
        self.secondColumn.setContentsMargins(0, 0, 0, 0)
        self.level = BookTable(self.second)
        self.level.setObjectName(u"level")

        self.secondColumn.addWidget(self.level)

        self.afterLevel = QSpacerItem(0, 8, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)

        self.secondColumn.addItem(self.afterLevel)

        self.outlook = ThaiLabel(self.second)
        self.outlook.setObjectName(u"outlook")

        self.secondColumn.addWidget(self.outlook)

        self.borrowed = ThaiLabel(self.second)
        self.borrowed.setObjectName(u"borrowed")

        self.secondColumn.addWidget(self.borrowed)

        self.afterWords = QSpacerItem(0, 4, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)

        self.secondColumn.addItem(self.afterWords)

        self.link = QHBoxLayout()
        self.link.setSpacing(0)
        self.link.setObjectName(u"link")
        self.link.setContentsMargins(8, 0, 0, 0)
        self.tryScores = Button(self.second)
        self.tryScores.setObjectName(u"tryScores")
        self.tryScores.setProperty(u"kind", u"quiet")

        self.link.addWidget(self.tryScores)

        self.linkSpace = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.link.addItem(self.linkSpace)


        self.secondColumn.addLayout(self.link)

        self.afterLink = QSpacerItem(0, 18, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)

        self.secondColumn.addItem(self.afterLink)

        self.subs = BookTable(self.second)
        self.subs.setObjectName(u"subs")

        self.secondColumn.addWidget(self.subs)

        self.afterSubs = QSpacerItem(0, 18, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)

        self.secondColumn.addItem(self.afterSubs)

        self.dates = BookTable(self.second)
        self.dates.setObjectName(u"dates")

        self.secondColumn.addWidget(self.dates)

        self.secondEnd = QSpacerItem(0, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.secondColumn.addItem(self.secondEnd)


        self.grid.addWidget(self.second, 0, 1, 1, 1)

        self.scroll.setWidget(self.body)

        self.outer.addWidget(self.scroll)


        self.retranslateUi(OverviewPage)
    # setupUi

    def retranslateUi(self, OverviewPage: QWidget) -> None:
        self.tryScores.setText(tr("ลองปรับคะแนน"))
        pass
    # retranslateUi

