# Compiled from forms/sheet.ui: what is changed here will be lost.
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from ita_desktop.ui.widgets.button import Button
from ita_desktop.ui.widgets.label import ThaiLabel
from ita_desktop.ui.widgets.boxes import hbox, vbox
from ita_desktop.ui.widgets.fields.field import name_parts


from ita_desktop.i18n import tr

class Ui_Sheet(object):
    def setupUi(self, Sheet: QDialog) -> None:
        Sheet.setObjectName(Sheet.objectName() or u"Sheet")
        Sheet.resize(980, 552)
        self.outer = vbox(on=Sheet, margins=(1, 1, 1, 1), gap=0)
        self.head = QWidget(Sheet)
        self.headColumn = vbox(on=self.head, margins=(24, 14, 20, 6), gap=0)
        self.titleRow = QHBoxLayout()
        self.headColumn.addLayout(self.titleRow)
        self.titleRow.setSpacing(12)
        self.title = ThaiLabel(self.head)
        self.title.setProperty(u"text_style", u"DIALOG_TITLE")
        self.titleRow.addWidget(self.title)
        self.close = Button(self.head)
        self.close.setProperty(u"kind", u"quiet")
        self.close.setProperty(u"icon_name", u"x")
        self.titleRow.addWidget(self.close)
        self.sourceRow = QHBoxLayout()
        self.headColumn.addLayout(self.sourceRow)
        self.sourceRow.setSpacing(8)
        self.source = ThaiLabel(self.head)
        self.source.setProperty(u"text_style", u"LABEL")
        self.source.setProperty(u"tone", u"text2")
        self.sourceRow.addWidget(self.source)
        self.outer.addWidget(self.head)
        self.body = QVBoxLayout()
        self.outer.addLayout(self.body)
        self.body.setSpacing(0)
        self.notes = QVBoxLayout()
        self.outer.addLayout(self.notes)
        self.notes.setSpacing(0)
        self.footer = hbox(on=None, margins=(24, 12, 24, 14), gap=8)
        self.outer.addLayout(self.footer)
        self.remark = ThaiLabel(Sheet)
        self.remark.setProperty(u"text_style", u"LABEL")
        self.remark.setProperty(u"tone", u"text2")
        self.footer.addWidget(self.remark)
        self.cancel = Button(Sheet)
        self.footer.addWidget(self.cancel)
        self.accept = Button(Sheet)
        self.accept.setProperty(u"kind", u"primary")
        self.footer.addWidget(self.accept)
        name_parts(self)
        self.close.setToolTip(tr("ปิด"))
        self.cancel.setText(tr("ยกเลิก"))
        self.accept.setText(tr("ตกลง"))
