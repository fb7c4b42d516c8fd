# Compiled from forms/oit_page.ui: what is changed here will be lost.
from PySide6.QtWidgets import QWidget

from ita_desktop.ui.widgets.page.header import PageHeader
from ita_desktop.ui.widgets.boxes import vbox
from ita_desktop.ui.widgets.fields.field import name_parts


class Ui_OitPage(object):
    def setupUi(self, OitPage: QWidget) -> None:
        OitPage.setObjectName(OitPage.objectName() or u"OitPage")
        OitPage.resize(820, 660)
        self.outer = vbox(on=OitPage, margins=(0, 0, 0, 0), gap=0)
        self.header = PageHeader(OitPage)
        self.outer.addWidget(self.header)
        self.sheet = vbox(on=None, margins=(0, 0, 0, 0), gap=0)
        self.outer.addLayout(self.sheet)
        name_parts(self)
