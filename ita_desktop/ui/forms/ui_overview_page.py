# Compiled from forms/overview_page.ui: what is changed here will be lost.
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QSizePolicy, QSpacerItem, QWidget

from ita_desktop.ui.widgets.book_table import BookTable
from ita_desktop.ui.widgets.label import ThaiLabel
from ita_desktop.ui.widgets.page.header import PageHeader
from ita_desktop.ui.widgets.page.section import RoomScroll
from ita_desktop.ui.widgets.year_place import YearPlace
from ita_desktop.ui.widgets.boxes import vbox
from ita_desktop.ui.widgets.fields.field import name_parts


class Ui_OverviewPage(object):
    def setupUi(self, OverviewPage: QWidget) -> None:
        OverviewPage.setObjectName(OverviewPage.objectName() or u"OverviewPage")
        OverviewPage.resize(1194, 658)
        self.outer = vbox(on=OverviewPage, margins=(0, 0, 0, 0), gap=0)
        self.header = PageHeader(OverviewPage)
        self.outer.addWidget(self.header)
        self.stepPlace = vbox(on=None, margins=(0, 0, 0, 0), gap=0)
        self.outer.addLayout(self.stepPlace)
        self.scroll = RoomScroll(OverviewPage)
        self.scroll.setFrameShape(QFrame.Shape.NoFrame)
        self.scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.scroll.setWidgetResizable(True)
        self.body = QWidget()
        self.grid = QGridLayout(self.body)
        self.grid.setHorizontalSpacing(18)
        self.grid.setVerticalSpacing(0)
        self.grid.setContentsMargins(16, 0, 16, 4)
        self.year = YearPlace(self.body)
        self.grid.addWidget(self.year, 0, 0, 1, 3)
        self.todo = BookTable(self.body)
        self.grid.addWidget(self.todo, 1, 0, 1, 2)
        self.levelPart = QWidget(self.body)
        self.levelColumn = vbox(on=self.levelPart, margins=(0, 0, 0, 0), gap=0)
        self.level = BookTable(self.levelPart)
        self.levelColumn.addWidget(self.level)
        self.outlook = ThaiLabel(self.levelPart)
        self.levelColumn.addWidget(self.outlook)
        self.further = ThaiLabel(self.levelPart)
        self.levelColumn.addWidget(self.further)
        self.lifts = BookTable(self.levelPart)
        self.levelColumn.addWidget(self.lifts)
        self.levelEnd = QSpacerItem(0, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)
        self.levelColumn.addItem(self.levelEnd)
        self.grid.addWidget(self.levelPart, 1, 2, 1, 1)
        self.units = BookTable(self.body)
        self.grid.addWidget(self.units, 3, 0, 1, 1)
        self.dates = BookTable(self.body)
        self.grid.addWidget(self.dates, 3, 1, 1, 1)
        self.subs = BookTable(self.body)
        self.grid.addWidget(self.subs, 3, 2, 1, 1)
        self.scroll.setWidget(self.body)
        self.outer.addWidget(self.scroll)
        name_parts(self)
