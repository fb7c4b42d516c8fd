# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'sheet.ui'
##
## WARNING! All changes made in this file will be lost when recompiling UI file!
################################################################################

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from ita_desktop.ui.widgets.button import Button
from ita_desktop.ui.widgets.label import ThaiLabel

from ita_desktop.i18n import tr

class Ui_Sheet(object):
    def setupUi(self, Sheet: QDialog) -> None:
        if not Sheet.objectName():
            Sheet.setObjectName(u"Sheet")
        Sheet.resize(980, 552)
        self.outer = QVBoxLayout(Sheet)
        self.outer.setSpacing(0)
        self.outer.setObjectName(u"outer")
        self.outer.setContentsMargins(1, 1, 1, 1)
        self.head = QWidget(Sheet)
        self.head.setObjectName(u"head")
        self.headColumn = QVBoxLayout(self.head)
        self.headColumn.setSpacing(0)
        self.headColumn.setObjectName(u"headColumn")
        self.headColumn.setContentsMargins(24, 14, 20, 6)
        self.titleRow = QHBoxLayout()
        self.titleRow.setSpacing(12)
        self.titleRow.setObjectName(u"titleRow")
        self.title = ThaiLabel(self.head)
        self.title.setObjectName(u"title")
        self.title.setProperty(u"face", u"DIALOG_TITLE")

        self.titleRow.addWidget(self.title)

        self.close = Button(self.head)
        self.close.setObjectName(u"close")
        self.close.setProperty(u"kind", u"quiet")
        self.close.setProperty(u"icon_name", u"x")

        self.titleRow.addWidget(self.close)


        self.headColumn.addLayout(self.titleRow)

        self.sourceRow = QHBoxLayout()
        self.sourceRow.setSpacing(8)
        self.sourceRow.setObjectName(u"sourceRow")
        self.source = ThaiLabel(self.head)
        self.source.setObjectName(u"source")
        self.source.setProperty(u"face", u"LABEL")
        self.source.setProperty(u"tone", u"text2")

        self.sourceRow.addWidget(self.source)


        self.headColumn.addLayout(self.sourceRow)


        self.outer.addWidget(self.head)

        self.body = QVBoxLayout()
        self.body.setSpacing(0)
        self.body.setObjectName(u"body")

        self.outer.addLayout(self.body)

        self.notes = QVBoxLayout()
        self.notes.setSpacing(0)
        self.notes.setObjectName(u"notes")

        self.outer.addLayout(self.notes)

        self.footer = QHBoxLayout()
        self.footer.setSpacing(8)
        self.footer.setObjectName(u"footer")
        self.footer.setContentsMargins(24, 12, 24, 14)
        self.remark = ThaiLabel(Sheet)
        self.remark.setObjectName(u"remark")
        self.remark.setProperty(u"face", u"LABEL")
        self.remark.setProperty(u"tone", u"text2")

        self.footer.addWidget(self.remark)

        self.cancel = Button(Sheet)
        self.cancel.setObjectName(u"cancel")

        self.footer.addWidget(self.cancel)

        self.accept = Button(Sheet)
        self.accept.setObjectName(u"accept")
        self.accept.setProperty(u"kind", u"primary")

        self.footer.addWidget(self.accept)


        self.outer.addLayout(self.footer)


        self.retranslateUi(Sheet)
    # setupUi

    def retranslateUi(self, Sheet: QDialog) -> None:
        self.close.setToolTip(tr("ปิด"))
        self.cancel.setText(tr("ยกเลิก"))
        self.accept.setText(tr("ตกลง"))
        pass
    # retranslateUi

