# Compiled from forms/evidence_form.ui: what is changed here will be lost.
from PySide6.QtWidgets import QSizePolicy, QSpacerItem, QWidget

from ita_desktop.ui.widgets.button import Button
from ita_desktop.ui.widgets.fields.field import Field
from ita_desktop.ui.widgets.boxes import hbox, vbox
from ita_desktop.ui.widgets.fields.field import name_parts


from ita_desktop.i18n import tr

class Ui_EvidenceForm(object):
    def setupUi(self, EvidenceForm: QWidget) -> None:
        EvidenceForm.setObjectName(EvidenceForm.objectName() or u"EvidenceForm")
        EvidenceForm.resize(316, 190)
        self.outer = vbox(on=EvidenceForm, margins=(0, 8, 0, 8), gap=8)
        self.location = Field(EvidenceForm)
        self.outer.addWidget(self.location)
        self.title = Field(EvidenceForm)
        self.outer.addWidget(self.title)
        self.format = Field(EvidenceForm)
        self.outer.addWidget(self.format)
        self.note = Field(EvidenceForm)
        self.outer.addWidget(self.note)
        self.buttons = hbox(on=None, margins=(0, 0, 0, 0), gap=8)
        self.outer.addLayout(self.buttons)
        self.browse = Button(EvidenceForm)
        self.browse.setProperty(u"icon_name", u"folder-open")
        self.buttons.addWidget(self.browse)
        self.buttonSpace = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.buttons.addItem(self.buttonSpace)
        self.cancel = Button(EvidenceForm)
        self.buttons.addWidget(self.cancel)
        self.accept = Button(EvidenceForm)
        self.accept.setProperty(u"kind", u"primary")
        self.buttons.addWidget(self.accept)
        name_parts(self)
        self.location.setProperty(u"example", tr("วางลิงก์ หรือพิมพ์ชื่อไฟล์"))
        self.location.setAccessibleName(tr("ลิงก์หรือชื่อไฟล์"))
        self.title.setProperty(u"example", tr("เว้นไว้ได้"))
        self.title.setAccessibleName(tr("ชื่อที่แสดง"))
        self.format.setProperty(u"example", tr("เช่น PDF"))
        self.format.setAccessibleName(tr("รูปแบบ"))
        self.note.setAccessibleName(tr("หมายเหตุ"))
        self.browse.setText(tr("เลือกไฟล์…"))
        self.cancel.setText(tr("ยกเลิก"))
        self.accept.setText(tr("เพิ่ม"))
