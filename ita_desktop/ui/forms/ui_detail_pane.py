# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'detail_pane.ui'
##
## WARNING! All changes made in this file will be lost when recompiling UI file!
################################################################################

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QSpacerItem, QVBoxLayout, QWidget

from ita_desktop.ui.widgets.button import Button
from ita_desktop.ui.widgets.label import ThaiLabel
from ita_desktop.ui.widgets.page.values import StateLabel

from ita_desktop.i18n import tr

class Ui_DetailPane(object):
    def setupUi(self, DetailPane: QWidget) -> None:
        if not DetailPane.objectName():
            DetailPane.setObjectName(u"DetailPane")
        DetailPane.resize(356, 658)
        self.outer = QVBoxLayout(DetailPane)
        self.outer.setSpacing(0)
        self.outer.setObjectName(u"outer")
        self.outer.setContentsMargins(0, 0, 0, 0)
        self.head = QHBoxLayout()
        self.head.setSpacing(12)
        self.head.setObjectName(u"head")
        self.head.setContentsMargins(20, 10, 14, 0)
        self.code = ThaiLabel(DetailPane)
        self.code.setObjectName(u"code")
        self.code.setProperty(u"face", u"BODY_MEDIUM")
        self.code.setProperty(u"tone", u"text2")

        self.head.addWidget(self.code)

        self.state = StateLabel(DetailPane)
        self.state.setObjectName(u"state")

        self.head.addWidget(self.state)

        self.headSpace = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.head.addItem(self.headSpace)

        self.fold = Button(DetailPane)
        self.fold.setObjectName(u"fold")
        self.fold.setProperty(u"kind", u"quiet")
        self.fold.setProperty(u"icon_name", u"panel-right-close")

        self.head.addWidget(self.fold)


        self.outer.addLayout(self.head)

        self.scroll = QScrollArea(DetailPane)
        self.scroll.setObjectName(u"scroll")
        self.scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.scroll.setFrameShape(QFrame.Shape.NoFrame)
        self.scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.scroll.setWidgetResizable(True)
        self.body = QWidget()
        self.body.setObjectName(u"body")
        self.column = QVBoxLayout(self.body)
        self.column.setSpacing(0)
        self.column.setObjectName(u"column")
        self.column.setContentsMargins(20, 0, 20, 8)
        self.title = ThaiLabel(self.body)
        self.title.setObjectName(u"title")
        self.title.setProperty(u"face", u"PANE_TITLE")
        self.title.setProperty(u"most", 2)

        self.column.addWidget(self.title)

        self.underTitle = QSpacerItem(0, 6, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)

        self.column.addItem(self.underTitle)

        self.rows = QVBoxLayout()
        self.rows.setSpacing(0)
        self.rows.setObjectName(u"rows")

        self.column.addLayout(self.rows)

        self.sections = QVBoxLayout()
        self.sections.setSpacing(0)
        self.sections.setObjectName(u"sections")

        self.column.addLayout(self.sections)

        self.rest = QSpacerItem(0, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.column.addItem(self.rest)

        self.scroll.setWidget(self.body)

        self.outer.addWidget(self.scroll)


        self.retranslateUi(DetailPane)
    # setupUi

    def retranslateUi(self, DetailPane: QWidget) -> None:
        self.fold.setToolTip(tr("พับรายละเอียด"))
        pass
    # retranslateUi

