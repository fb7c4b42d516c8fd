# Compiled from forms/assign_popup.ui: what is changed here will be lost.
from PySide6.QtWidgets import QWidget

from ita_desktop.ui.widgets.button import Button
from ita_desktop.ui.widgets.fields.field import (Field, SearchField)
from ita_desktop.ui.widgets.label import ThaiLabel
from ita_desktop.ui.widgets.boxes import hbox, vbox
from ita_desktop.ui.widgets.fields.field import name_parts


from ita_desktop.i18n import tr

class Ui_AssignPopup(object):
    def setupUi(self, AssignPopup: QWidget) -> None:
        AssignPopup.setObjectName(AssignPopup.objectName() or u"AssignPopup")
        AssignPopup.resize(340, 360)
        self.outer = vbox(on=AssignPopup, margins=(8, 8, 8, 8), gap=8)
        self.names = SearchField(AssignPopup)
        self.outer.addWidget(self.names)
        self.rowsPlace = vbox(on=None, margins=(0, 0, 0, 0), gap=0)
        self.outer.addLayout(self.rowsPlace)
        self.dayRow = hbox(on=None, margins=(0, 0, 0, 0), gap=12)
        self.outer.addLayout(self.dayRow)
        self.dayLabel = ThaiLabel(AssignPopup)
        self.dayLabel.setProperty(u"text_style", u"LABEL")
        self.dayLabel.setProperty(u"tone", u"text2")
        self.dayRow.addWidget(self.dayLabel)
        self.day = Field(AssignPopup)
        self.dayRow.addWidget(self.day)
        self.end = hbox(on=None, margins=(0, 0, 0, 0), gap=8)
        self.outer.addLayout(self.end)
        self.reading = ThaiLabel(AssignPopup)
        self.reading.setProperty(u"text_style", u"NOTE")
        self.reading.setProperty(u"tone", u"text2")
        self.reading.setProperty(u"most", 4)
        self.end.addWidget(self.reading)
        self.accept = Button(AssignPopup)
        self.accept.setProperty(u"kind", u"primary")
        self.end.addWidget(self.accept)
        name_parts(self)
        self.names.setProperty(u"example", tr("ค้นหาฝ่าย โรงเรียน คน"))
        self.names.setAccessibleName(tr("ผู้รับผิดชอบ"))
        self.dayLabel.setText(tr("กำหนดส่ง"))
        self.day.setAccessibleName(tr("กำหนดส่ง"))
