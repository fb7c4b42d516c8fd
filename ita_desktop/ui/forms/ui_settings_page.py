# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'settings_page.ui'
##
## WARNING! All changes made in this file will be lost when recompiling UI file!
################################################################################

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QSpacerItem, QVBoxLayout, QWidget

from ita_desktop.ui.widgets.button import Button
from ita_desktop.ui.widgets.field import (Choice, Field)
from ita_desktop.ui.widgets.header import PageHeader
from ita_desktop.ui.widgets.label import ThaiLabel
from ita_desktop.ui.widgets.section import SectionTitle

from ita_desktop.i18n import tr

class Ui_SettingsPage(object):
    def setupUi(self, SettingsPage: QWidget) -> None:
        if not SettingsPage.objectName():
            SettingsPage.setObjectName(u"SettingsPage")
        SettingsPage.resize(1194, 658)
        self.outer = QVBoxLayout(SettingsPage)
        self.outer.setSpacing(0)
        self.outer.setObjectName(u"outer")
        self.outer.setContentsMargins(0, 0, 0, 0)
        self.header = PageHeader(SettingsPage)
        self.header.setObjectName(u"header")

        self.outer.addWidget(self.header)

        self.scroll = QScrollArea(SettingsPage)
        self.scroll.setObjectName(u"scroll")
        self.scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.scroll.setFrameShape(QFrame.Shape.NoFrame)
        self.scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.scroll.setWidgetResizable(True)
        self.body = QWidget()
        self.body.setObjectName(u"body")
        self.column = QVBoxLayout(self.body)
        self.column.setSpacing(0)
        self.column.setObjectName(u"column")
        self.column.setContentsMargins(24, 0, 24, 24)
        self.officeSectionTitle = SectionTitle(self.body)
        self.officeSectionTitle.setObjectName(u"officeSectionTitle")

        self.column.addWidget(self.officeSectionTitle)

        self.officeSection = QVBoxLayout()
        self.officeSection.setSpacing(8)
        self.officeSection.setObjectName(u"officeSection")
        self.officeSection.setContentsMargins(0, 8, 0, 18)
        self.officeRow = QHBoxLayout()
        self.officeRow.setSpacing(12)
        self.officeRow.setObjectName(u"officeRow")
        self.officeRow.setContentsMargins(0, 0, 0, 0)
        self.officeLabel = ThaiLabel(self.body)
        self.officeLabel.setObjectName(u"officeLabel")
        self.officeLabel.setProperty(u"face", u"LABEL")
        self.officeLabel.setProperty(u"tone", u"text2")

        self.officeRow.addWidget(self.officeLabel)

        self.office = Field(self.body)
        self.office.setObjectName(u"office")

        self.officeRow.addWidget(self.office)


        self.officeSection.addLayout(self.officeRow)

        self.shortNameRow = QHBoxLayout()
        self.shortNameRow.setSpacing(12)
        self.shortNameRow.setObjectName(u"shortNameRow")
        self.shortNameRow.setContentsMargins(0, 0, 0, 0)
        self.shortNameLabel = ThaiLabel(self.body)
        self.shortNameLabel.setObjectName(u"shortNameLabel")
        self.shortNameLabel.setProperty(u"face", u"LABEL")
        self.shortNameLabel.setProperty(u"tone", u"text2")

        self.shortNameRow.addWidget(self.shortNameLabel)

        self.shortName = Field(self.body)
        self.shortName.setObjectName(u"shortName")

        self.shortNameRow.addWidget(self.shortName)


        self.officeSection.addLayout(self.shortNameRow)

        self.websiteRow = QHBoxLayout()
        self.websiteRow.setSpacing(12)
        self.websiteRow.setObjectName(u"websiteRow")
        self.websiteRow.setContentsMargins(0, 0, 0, 0)
        self.websiteLabel = ThaiLabel(self.body)
        self.websiteLabel.setObjectName(u"websiteLabel")
        self.websiteLabel.setProperty(u"face", u"LABEL")
        self.websiteLabel.setProperty(u"tone", u"text2")

        self.websiteRow.addWidget(self.websiteLabel)

        self.website = Field(self.body)
        self.website.setObjectName(u"website")

        self.websiteRow.addWidget(self.website)


        self.officeSection.addLayout(self.websiteRow)


        self.column.addLayout(self.officeSection)

        self.yearSectionTitle = SectionTitle(self.body)
        self.yearSectionTitle.setObjectName(u"yearSectionTitle")

        self.column.addWidget(self.yearSectionTitle)

        self.yearSection = QVBoxLayout()
        self.yearSection.setSpacing(8)
        self.yearSection.setObjectName(u"yearSection")
        self.yearSection.setContentsMargins(0, 8, 0, 18)
        self.frameworkRow = QHBoxLayout()
        self.frameworkRow.setSpacing(12)
        self.frameworkRow.setObjectName(u"frameworkRow")
        self.frameworkRow.setContentsMargins(0, 0, 0, 0)
        self.frameworkLabel = ThaiLabel(self.body)
        self.frameworkLabel.setObjectName(u"frameworkLabel")
        self.frameworkLabel.setProperty(u"face", u"LABEL")
        self.frameworkLabel.setProperty(u"tone", u"text2")

        self.frameworkRow.addWidget(self.frameworkLabel)

        self.framework = ThaiLabel(self.body)
        self.framework.setObjectName(u"framework")

        self.frameworkRow.addWidget(self.framework)


        self.yearSection.addLayout(self.frameworkRow)

        self.levelsRow = QHBoxLayout()
        self.levelsRow.setSpacing(12)
        self.levelsRow.setObjectName(u"levelsRow")
        self.levelsRow.setContentsMargins(0, 0, 0, 0)
        self.levelsLabel = ThaiLabel(self.body)
        self.levelsLabel.setObjectName(u"levelsLabel")
        self.levelsLabel.setProperty(u"face", u"LABEL")
        self.levelsLabel.setProperty(u"tone", u"text2")

        self.levelsRow.addWidget(self.levelsLabel)

        self.levels = Choice(self.body)
        self.levels.setObjectName(u"levels")

        self.levelsRow.addWidget(self.levels)


        self.yearSection.addLayout(self.levelsRow)

        self.calendar = QVBoxLayout()
        self.calendar.setSpacing(0)
        self.calendar.setObjectName(u"calendar")
        self.calendar.setContentsMargins(0, 0, 0, 0)

        self.yearSection.addLayout(self.calendar)


        self.column.addLayout(self.yearSection)

        self.lookSectionTitle = SectionTitle(self.body)
        self.lookSectionTitle.setObjectName(u"lookSectionTitle")

        self.column.addWidget(self.lookSectionTitle)

        self.lookSection = QVBoxLayout()
        self.lookSection.setSpacing(8)
        self.lookSection.setObjectName(u"lookSection")
        self.lookSection.setContentsMargins(0, 8, 0, 18)
        self.themeRow = QHBoxLayout()
        self.themeRow.setSpacing(12)
        self.themeRow.setObjectName(u"themeRow")
        self.themeRow.setContentsMargins(0, 0, 0, 0)
        self.themeLabel = ThaiLabel(self.body)
        self.themeLabel.setObjectName(u"themeLabel")
        self.themeLabel.setProperty(u"face", u"LABEL")
        self.themeLabel.setProperty(u"tone", u"text2")

        self.themeRow.addWidget(self.themeLabel)

        self.theme = Choice(self.body)
        self.theme.setObjectName(u"theme")

        self.themeRow.addWidget(self.theme)


        self.lookSection.addLayout(self.themeRow)

        self.languageRow = QHBoxLayout()
        self.languageRow.setSpacing(12)
        self.languageRow.setObjectName(u"languageRow")
        self.languageRow.setContentsMargins(0, 0, 0, 0)
        self.languageLabel = ThaiLabel(self.body)
        self.languageLabel.setObjectName(u"languageLabel")
        self.languageLabel.setProperty(u"face", u"LABEL")
        self.languageLabel.setProperty(u"tone", u"text2")

        self.languageRow.addWidget(self.languageLabel)

        self.language = Choice(self.body)
        self.language.setObjectName(u"language")

        self.languageRow.addWidget(self.language)


        self.lookSection.addLayout(self.languageRow)

        self.densityRow = QHBoxLayout()
        self.densityRow.setSpacing(12)
        self.densityRow.setObjectName(u"densityRow")
        self.densityRow.setContentsMargins(0, 0, 0, 0)
        self.densityLabel = ThaiLabel(self.body)
        self.densityLabel.setObjectName(u"densityLabel")
        self.densityLabel.setProperty(u"face", u"LABEL")
        self.densityLabel.setProperty(u"tone", u"text2")

        self.densityRow.addWidget(self.densityLabel)

        self.density = Choice(self.body)
        self.density.setObjectName(u"density")

        self.densityRow.addWidget(self.density)


        self.lookSection.addLayout(self.densityRow)


        self.column.addLayout(self.lookSection)

        self.backupSectionTitle = SectionTitle(self.body)
        self.backupSectionTitle.setObjectName(u"backupSectionTitle")

        self.column.addWidget(self.backupSectionTitle)

        self.backupSection = QVBoxLayout()
        self.backupSection.setSpacing(8)
        self.backupSection.setObjectName(u"backupSection")
        self.backupSection.setContentsMargins(0, 8, 0, 18)
        self.backupRow = QHBoxLayout()
        self.backupRow.setSpacing(12)
        self.backupRow.setObjectName(u"backupRow")
        self.backupRow.setContentsMargins(0, 0, 0, 0)
        self.backupLabel = ThaiLabel(self.body)
        self.backupLabel.setObjectName(u"backupLabel")
        self.backupLabel.setProperty(u"face", u"LABEL")
        self.backupLabel.setProperty(u"tone", u"text2")

        self.backupRow.addWidget(self.backupLabel)

        self.backup = ThaiLabel(self.body)
        self.backup.setObjectName(u"backup")

        self.backupRow.addWidget(self.backup)


        self.backupSection.addLayout(self.backupRow)

        self.backupFolderRow = QHBoxLayout()
        self.backupFolderRow.setSpacing(12)
        self.backupFolderRow.setObjectName(u"backupFolderRow")
        self.backupFolderRow.setContentsMargins(0, 0, 0, 0)
        self.backupFolderLabel = ThaiLabel(self.body)
        self.backupFolderLabel.setObjectName(u"backupFolderLabel")
        self.backupFolderLabel.setProperty(u"face", u"LABEL")
        self.backupFolderLabel.setProperty(u"tone", u"text2")

        self.backupFolderRow.addWidget(self.backupFolderLabel)

        self.backupFolder = ThaiLabel(self.body)
        self.backupFolder.setObjectName(u"backupFolder")

        self.backupFolderRow.addWidget(self.backupFolder)

        self.openBackups = Button(self.body)
        self.openBackups.setObjectName(u"openBackups")
        self.openBackups.setProperty(u"kind", u"quiet")
        self.openBackups.setProperty(u"icon_name", u"folder-open")

        self.backupFolderRow.addWidget(self.openBackups)


        self.backupSection.addLayout(self.backupFolderRow)


        self.column.addLayout(self.backupSection)

        self.rest = QSpacerItem(0, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.column.addItem(self.rest)

        self.scroll.setWidget(self.body)

        self.outer.addWidget(self.scroll)


        self.retranslateUi(SettingsPage)
    # setupUi

    def retranslateUi(self, SettingsPage: QWidget) -> None:
        self.officeLabel.setText(tr("ชื่อสำนักงาน"))
        self.shortNameLabel.setText(tr("ชื่อย่อ"))
        self.websiteLabel.setText(tr("เว็บไซต์"))
        self.frameworkLabel.setText(tr("กรอบการประเมิน"))
        self.levelsLabel.setText(tr("เกณฑ์ระดับผล"))
        self.themeLabel.setText(tr("สีของหน้าต่าง"))
        self.languageLabel.setText(tr("ภาษา"))
        self.densityLabel.setText(tr("ความสูงของแถว"))
        self.backupLabel.setText(tr("สำรองล่าสุด"))
        self.backupFolderLabel.setText(tr("เก็บสำเนาไว้ที่"))
        self.openBackups.setText(tr("เปิดโฟลเดอร์"))
        pass
    # retranslateUi

