# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'oit_page.ui'
##
## WARNING! All changes made in this file will be lost when recompiling UI file!
################################################################################

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QSpacerItem, QVBoxLayout, QWidget

from ita_desktop.ui.widgets.chip import Chip
from ita_desktop.ui.widgets.page.header import PageHeader

from ita_desktop.i18n import tr

class Ui_OitPage(object):
    def setupUi(self, OitPage: QWidget) -> None:
        if not OitPage.objectName():
            OitPage.setObjectName(u"OitPage")
        OitPage.resize(820, 660)
        self.outer = QVBoxLayout(OitPage)
        self.outer.setSpacing(0)
        self.outer.setObjectName(u"outer")
        self.outer.setContentsMargins(0, 0, 0, 0)
        self.header = PageHeader(OitPage)
        self.header.setObjectName(u"header")

        self.outer.addWidget(self.header)

        self.chips = QHBoxLayout()
        self.chips.setSpacing(6)
        self.chips.setObjectName(u"chips")
        self.chips.setContentsMargins(24, 0, 24, 8)
        self.late = Chip(OitPage)
        self.late.setObjectName(u"late")

        self.chips.addWidget(self.late)

        self.doing = Chip(OitPage)
        self.doing.setObjectName(u"doing")

        self.chips.addWidget(self.doing)

        self.notStarted = Chip(OitPage)
        self.notStarted.setObjectName(u"notStarted")

        self.chips.addWidget(self.notStarted)

        self.done = Chip(OitPage)
        self.done.setObjectName(u"done")

        self.chips.addWidget(self.done)

        self.chipSpace = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.chips.addItem(self.chipSpace)

        self.unit = Chip(OitPage)
        self.unit.setObjectName(u"unit")

        self.chips.addWidget(self.unit)


        self.outer.addLayout(self.chips)

        self.sheet = QVBoxLayout()
        self.sheet.setSpacing(0)
        self.sheet.setObjectName(u"sheet")
        self.sheet.setContentsMargins(0, 0, 0, 0)

        self.outer.addLayout(self.sheet)


        self.retranslateUi(OitPage)
    # setupUi

    def retranslateUi(self, OitPage: QWidget) -> None:
        self.unit.setText(tr("ทุกหน่วย"))
        pass
    # retranslateUi

