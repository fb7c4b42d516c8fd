# Compiled from forms/detail_pane.ui: what is changed here will be lost.
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QSpacerItem, QVBoxLayout, QWidget

from ita_desktop.ui.widgets.button import Button
from ita_desktop.ui.widgets.label import ThaiLabel
from ita_desktop.ui.widgets.page.section import StateLabel
from ita_desktop.ui.widgets.boxes import hbox, vbox
from ita_desktop.ui.widgets.fields.field import name_parts


from ita_desktop.i18n import tr

class Ui_DetailPane(object):
    def setupUi(self, DetailPane: QWidget) -> None:
        DetailPane.setObjectName(DetailPane.objectName() or u"DetailPane")
        DetailPane.resize(356, 658)
        self.outer = vbox(on=DetailPane, margins=(0, 0, 0, 0), gap=0)
        self.head = hbox(on=None, margins=(20, 10, 14, 0), gap=12)
        self.outer.addLayout(self.head)
        self.code = ThaiLabel(DetailPane)
        self.code.setProperty(u"text_style", u"BODY_MEDIUM")
        self.code.setProperty(u"tone", u"text2")
        self.head.addWidget(self.code)
        self.state = StateLabel(DetailPane)
        self.head.addWidget(self.state)
        self.headSpace = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.head.addItem(self.headSpace)
        self.fold = Button(DetailPane)
        self.fold.setProperty(u"kind", u"quiet")
        self.fold.setProperty(u"icon_name", u"panel-right-close")
        self.head.addWidget(self.fold)
        self.scroll = QScrollArea(DetailPane)
        self.scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.scroll.setFrameShape(QFrame.Shape.NoFrame)
        self.scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.scroll.setWidgetResizable(True)
        self.body = QWidget()
        self.column = vbox(on=self.body, margins=(20, 0, 20, 8), gap=0)
        self.title = ThaiLabel(self.body)
        self.title.setProperty(u"text_style", u"PANE_TITLE")
        self.title.setProperty(u"most", 2)
        self.column.addWidget(self.title)
        self.underTitle = QSpacerItem(0, 6, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.column.addItem(self.underTitle)
        self.rows = QVBoxLayout()
        self.column.addLayout(self.rows)
        self.rows.setSpacing(0)
        self.sections = QVBoxLayout()
        self.column.addLayout(self.sections)
        self.sections.setSpacing(0)
        self.bottomSpacer = QSpacerItem(0, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)
        self.column.addItem(self.bottomSpacer)
        self.scroll.setWidget(self.body)
        self.outer.addWidget(self.scroll)
        name_parts(self)
        self.fold.setToolTip(tr("พับรายละเอียด"))
