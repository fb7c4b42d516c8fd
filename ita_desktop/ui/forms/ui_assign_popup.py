# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'assign_popup.ui'
##
## WARNING! All changes made in this file will be lost when recompiling UI file!
################################################################################

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ita_desktop.ui.widgets.button import Button
from ita_desktop.ui.widgets.fields.field import (Field, SearchField)
from ita_desktop.ui.widgets.label import ThaiLabel

from ita_desktop.i18n import tr

class Ui_AssignPopup(object):
    def setupUi(self, AssignPopup: QWidget) -> None:
        if not AssignPopup.objectName():
            AssignPopup.setObjectName(u"AssignPopup")
        AssignPopup.resize(340, 360)
        self.outer = QVBoxLayout(AssignPopup)
        self.outer.setSpacing(8)
        self.outer.setObjectName(u"outer")
        self.outer.setContentsMargins(8, 8, 8, 8)
        self.names = SearchField(AssignPopup)
        self.names.setObjectName(u"names")

        self.outer.addWidget(self.names)

        self.rowsPlace = QVBoxLayout()
        self.rowsPlace.setSpacing(0)
        self.rowsPlace.setObjectName(u"rowsPlace")
        self.rowsPlace.setContentsMargins(0, 0, 0, 0)

        self.outer.addLayout(self.rowsPlace)

        self.dayRow = QHBoxLayout()
        self.dayRow.setSpacing(12)
        self.dayRow.setObjectName(u"dayRow")
        self.dayRow.setContentsMargins(0, 0, 0, 0)
        self.dayLabel = ThaiLabel(AssignPopup)
        self.dayLabel.setObjectName(u"dayLabel")
        self.dayLabel.setProperty(u"face", u"LABEL")
        self.dayLabel.setProperty(u"tone", u"text2")

        self.dayRow.addWidget(self.dayLabel)

        self.day = Field(AssignPopup)
        self.day.setObjectName(u"day")

        self.dayRow.addWidget(self.day)


        self.outer.addLayout(self.dayRow)

        self.end = QHBoxLayout()
        self.end.setSpacing(8)
        self.end.setObjectName(u"end")
        self.end.setContentsMargins(0, 0, 0, 0)
        self.reading = ThaiLabel(AssignPopup)
        self.reading.setObjectName(u"reading")
        self.reading.setProperty(u"face", u"NOTE")
        self.reading.setProperty(u"tone", u"text2")

        self.end.addWidget(self.reading)

        self.accept = Button(AssignPopup)
        self.accept.setObjectName(u"accept")
        self.accept.setProperty(u"kind", u"primary")

        self.end.addWidget(self.accept)


        self.outer.addLayout(self.end)


        self.retranslateUi(AssignPopup)
    # setupUi

    def retranslateUi(self, AssignPopup: QWidget) -> None:
        self.names.setProperty(u"example", tr("ค้นหาฝ่าย โรงเรียน คน"))
        self.names.setAccessibleName(tr("ผู้รับผิดชอบ"))
        self.dayLabel.setText(tr("กำหนดส่ง"))
        self.day.setProperty(u"example", tr("เช่น 31/3/68 หรือ +30"))
        self.day.setAccessibleName(tr("กำหนดส่ง"))
        pass
    # retranslateUi

