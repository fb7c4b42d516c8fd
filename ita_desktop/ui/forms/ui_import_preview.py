# Compiled from forms/import_preview.ui: what is changed here will be lost.
from PySide6.QtWidgets import QSizePolicy, QSpacerItem, QWidget
from ita_desktop.ui.widgets.boxes import vbox
from ita_desktop.ui.widgets.fields.field import name_parts


class Ui_ImportPreview(object):
    def setupUi(self, ImportPreview: QWidget) -> None:
        ImportPreview.setObjectName(ImportPreview.objectName() or u"ImportPreview")
        ImportPreview.resize(980, 400)
        self.column = vbox(on=ImportPreview, margins=(0, 0, 0, 0), gap=0)
        self.table = vbox(on=None, margins=(0, 0, 0, 0), gap=0)
        self.column.addLayout(self.table)
        self.bottomSpacer = QSpacerItem(0, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)
        self.column.addItem(self.bottomSpacer)
        name_parts(self)
