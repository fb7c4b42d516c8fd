# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'import_preview.ui'
##
## WARNING! All changes made in this file will be lost when recompiling UI file!
################################################################################

from PySide6.QtWidgets import QSizePolicy, QSpacerItem, QVBoxLayout, QWidget

class Ui_ImportPreview(object):
    def setupUi(self, ImportPreview: QWidget) -> None:
        if not ImportPreview.objectName():
            ImportPreview.setObjectName(u"ImportPreview")
        ImportPreview.resize(980, 400)
        self.column = QVBoxLayout(ImportPreview)
        self.column.setSpacing(0)
        self.column.setObjectName(u"column")
        self.column.setContentsMargins(0, 0, 0, 0)
        self.table = QVBoxLayout()
        self.table.setSpacing(0)
        self.table.setObjectName(u"table")
        self.table.setContentsMargins(0, 0, 0, 0)

        self.column.addLayout(self.table)

        self.rest = QSpacerItem(0, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.column.addItem(self.rest)


        self.retranslateUi(ImportPreview)
    # setupUi

    def retranslateUi(self, ImportPreview: QWidget) -> None:
        pass
    # retranslateUi

