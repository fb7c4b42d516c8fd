# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'evidence_form.ui'
##
## WARNING! All changes made in this file will be lost when recompiling UI file!
################################################################################

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QSpacerItem, QVBoxLayout, QWidget

from ita_desktop.ui.widgets.button import Button
from ita_desktop.ui.widgets.fields.field import Field

from ita_desktop.i18n import tr

class Ui_EvidenceForm(object):
    def setupUi(self, EvidenceForm: QWidget) -> None:
        if not EvidenceForm.objectName():
            EvidenceForm.setObjectName(u"EvidenceForm")
        EvidenceForm.resize(316, 190)
        self.outer = QVBoxLayout(EvidenceForm)
        self.outer.setSpacing(8)
        self.outer.setObjectName(u"outer")
        self.outer.setContentsMargins(0, 8, 0, 8)
        self.location = Field(EvidenceForm)
        self.location.setObjectName(u"location")

        self.outer.addWidget(self.location)

        self.title = Field(EvidenceForm)
        self.title.setObjectName(u"title")

        self.outer.addWidget(self.title)

        self.pair = QHBoxLayout()
        self.pair.setSpacing(8)
        self.pair.setObjectName(u"pair")
        self.pair.setContentsMargins(0, 0, 0, 0)
        self.format = Field(EvidenceForm)
        self.format.setObjectName(u"format")

        self.pair.addWidget(self.format)

        self.dayPlace = QVBoxLayout()
        self.dayPlace.setSpacing(0)
        self.dayPlace.setObjectName(u"dayPlace")
        self.dayPlace.setContentsMargins(0, 0, 0, 0)

        self.pair.addLayout(self.dayPlace)


        self.outer.addLayout(self.pair)

        self.note = Field(EvidenceForm)
        self.note.setObjectName(u"note")

        self.outer.addWidget(self.note)

        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(8)
        self.buttons.setObjectName(u"buttons")
        self.buttons.setContentsMargins(0, 0, 0, 0)
        self.browse = Button(EvidenceForm)
        self.browse.setObjectName(u"browse")
        self.browse.setProperty(u"icon_name", u"folder-open")

        self.buttons.addWidget(self.browse)

        self.buttonSpace = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.buttons.addItem(self.buttonSpace)

        self.cancel = Button(EvidenceForm)
        self.cancel.setObjectName(u"cancel")

        self.buttons.addWidget(self.cancel)

        self.accept = Button(EvidenceForm)
        self.accept.setObjectName(u"accept")
        self.accept.setProperty(u"kind", u"primary")

        self.buttons.addWidget(self.accept)


        self.outer.addLayout(self.buttons)


        self.retranslateUi(EvidenceForm)
    # setupUi

    def retranslateUi(self, EvidenceForm: QWidget) -> None:
        self.location.setProperty(u"example", tr("วางลิงก์ หรือพิมพ์ชื่อไฟล์"))
        self.location.setAccessibleName(tr("ลิงก์หรือชื่อไฟล์"))
        self.title.setProperty(u"example", tr("ชื่อที่แสดง (เว้นไว้ได้)"))
        self.title.setAccessibleName(tr("ชื่อที่แสดง"))
        self.format.setProperty(u"example", tr("รูปแบบ เช่น PDF"))
        self.format.setAccessibleName(tr("รูปแบบ"))
        self.note.setProperty(u"example", tr("หมายเหตุ"))
        self.note.setAccessibleName(tr("หมายเหตุ"))
        self.browse.setText(tr("เลือกไฟล์…"))
        self.cancel.setText(tr("ยกเลิก"))
        self.accept.setText(tr("เพิ่ม"))
        pass
    # retranslateUi

