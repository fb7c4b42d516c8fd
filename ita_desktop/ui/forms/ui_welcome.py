# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'welcome.ui'
##
## WARNING! All changes made in this file will be lost when recompiling UI file!
################################################################################

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QSpacerItem, QVBoxLayout, QWidget

from ita_desktop.ui.frame.welcome.entry import (AppMark, WelcomeEntry)
from ita_desktop.ui.widgets.label import ThaiLabel

from ita_desktop.i18n import tr

class Ui_Welcome(object):
    def setupUi(self, Welcome: QWidget) -> None:
        if not Welcome.objectName():
            Welcome.setObjectName(u"Welcome")
        Welcome.resize(1366, 700)
        self.outer = QVBoxLayout(Welcome)
        self.outer.setSpacing(0)
        self.outer.setObjectName(u"outer")
        self.outer.setContentsMargins(24, 24, 24, 24)
        self.above = QSpacerItem(0, 40, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.outer.addItem(self.above)

        self.middle = QHBoxLayout()
        self.middle.setSpacing(0)
        self.middle.setObjectName(u"middle")
        self.middle.setContentsMargins(0, 0, 0, 0)
        self.left = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.middle.addItem(self.left)

        self.block = QWidget(Welcome)
        self.block.setObjectName(u"block")
        self.column = QVBoxLayout(self.block)
        self.column.setSpacing(0)
        self.column.setObjectName(u"column")
        self.column.setContentsMargins(0, 0, 0, 0)
        self.headColumn = QVBoxLayout()
        self.headColumn.setSpacing(0)
        self.headColumn.setObjectName(u"headColumn")
        self.headColumn.setContentsMargins(20, 0, 20, 0)
        self.mark = AppMark(self.block)
        self.mark.setObjectName(u"mark")

        self.headColumn.addWidget(self.mark)

        self.underMark = QSpacerItem(0, 9, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)

        self.headColumn.addItem(self.underMark)

        self.title = ThaiLabel(self.block)
        self.title.setObjectName(u"title")
        self.title.setProperty(u"face", u"DISPLAY")

        self.headColumn.addWidget(self.title)

        self.about = ThaiLabel(self.block)
        self.about.setObjectName(u"about")
        self.about.setProperty(u"tone", u"text2")
        self.about.setProperty(u"most", 2)

        self.headColumn.addWidget(self.about)

        self.underAbout = QSpacerItem(0, 26, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)

        self.headColumn.addItem(self.underAbout)


        self.column.addLayout(self.headColumn)

        self.recentColumn = QVBoxLayout()
        self.recentColumn.setSpacing(0)
        self.recentColumn.setObjectName(u"recentColumn")
        self.recentColumn.setContentsMargins(20, 0, 20, 0)
        self.recentTitle = ThaiLabel(self.block)
        self.recentTitle.setObjectName(u"recentTitle")
        self.recentTitle.setProperty(u"face", u"LABEL_STRONG")

        self.recentColumn.addWidget(self.recentTitle)

        self.underRecent = QSpacerItem(0, 2, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)

        self.recentColumn.addItem(self.underRecent)

        self.recentRows = QVBoxLayout()
        self.recentRows.setSpacing(0)
        self.recentRows.setObjectName(u"recentRows")
        self.recentRows.setContentsMargins(0, 0, 0, 0)

        self.recentColumn.addLayout(self.recentRows)


        self.column.addLayout(self.recentColumn)

        self.belowRecent = QSpacerItem(0, 14, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)

        self.column.addItem(self.belowRecent)

        self.entries = QVBoxLayout()
        self.entries.setSpacing(0)
        self.entries.setObjectName(u"entries")
        self.entries.setContentsMargins(0, 0, 0, 0)
        self.sample = WelcomeEntry(self.block)
        self.sample.setObjectName(u"sample")

        self.entries.addWidget(self.sample)

        self.new_year = WelcomeEntry(self.block)
        self.new_year.setObjectName(u"new_year")

        self.entries.addWidget(self.new_year)

        self.new_file = WelcomeEntry(self.block)
        self.new_file.setObjectName(u"new_file")

        self.entries.addWidget(self.new_file)

        self.open_file = WelcomeEntry(self.block)
        self.open_file.setObjectName(u"open_file")

        self.entries.addWidget(self.open_file)

        self.excel = WelcomeEntry(self.block)
        self.excel.setObjectName(u"excel")

        self.entries.addWidget(self.excel)


        self.column.addLayout(self.entries)


        self.middle.addWidget(self.block)

        self.right = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.middle.addItem(self.right)


        self.outer.addLayout(self.middle)

        self.below = QSpacerItem(0, 60, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.outer.addItem(self.below)


        self.retranslateUi(Welcome)
    # setupUi

    def retranslateUi(self, Welcome: QWidget) -> None:
        self.title.setText(tr("งาน ITA ของสำนักงานเขต"))
        self.about.setText(tr("คณะกรรมการ งาน OIT มาตรการ คะแนน และเอกสารของปี อยู่ในแฟ้มเดียว"))
        self.recentTitle.setText(tr("เปิดล่าสุด"))
        pass
    # retranslateUi

