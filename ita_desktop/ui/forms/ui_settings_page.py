# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'settings_page.ui'
##
## WARNING! All changes made in this file will be lost when recompiling UI file!
################################################################################

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QSpacerItem, QStackedWidget, QVBoxLayout, QWidget

from ita_desktop.ui.widgets.button import Button
from ita_desktop.ui.widgets.fields.choice import Choice
from ita_desktop.ui.widgets.fields.field import Field
from ita_desktop.ui.widgets.label import ThaiLabel
from ita_desktop.ui.widgets.page.header import PageHeader
from ita_desktop.ui.widgets.page.section import SectionTitle

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

        self.chips = QHBoxLayout()
        self.chips.setSpacing(6)
        self.chips.setObjectName(u"chips")
        self.chips.setContentsMargins(24, 0, 24, 8)
        self.afterChips = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.chips.addItem(self.afterChips)


        self.outer.addLayout(self.chips)

        self.stack = QStackedWidget(SettingsPage)
        self.stack.setObjectName(u"stack")
        self.officePage = QWidget()
        self.officePage.setObjectName(u"officePage")
        self.officePageColumn = QVBoxLayout(self.officePage)
        self.officePageColumn.setSpacing(8)
        self.officePageColumn.setObjectName(u"officePageColumn")
        self.officePageColumn.setContentsMargins(24, 8, 24, 24)
        self.officeRow = QHBoxLayout()
        self.officeRow.setSpacing(12)
        self.officeRow.setObjectName(u"officeRow")
        self.officeRow.setContentsMargins(0, 0, 0, 0)
        self.officeLabel = ThaiLabel(self.officePage)
        self.officeLabel.setObjectName(u"officeLabel")
        self.officeLabel.setProperty(u"face", u"LABEL")
        self.officeLabel.setProperty(u"tone", u"text2")

        self.officeRow.addWidget(self.officeLabel)

        self.office = Field(self.officePage)
        self.office.setObjectName(u"office")

        self.officeRow.addWidget(self.office)

        self.officeRest = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.officeRow.addItem(self.officeRest)


        self.officePageColumn.addLayout(self.officeRow)

        self.shortNameRow = QHBoxLayout()
        self.shortNameRow.setSpacing(12)
        self.shortNameRow.setObjectName(u"shortNameRow")
        self.shortNameRow.setContentsMargins(0, 0, 0, 0)
        self.shortNameLabel = ThaiLabel(self.officePage)
        self.shortNameLabel.setObjectName(u"shortNameLabel")
        self.shortNameLabel.setProperty(u"face", u"LABEL")
        self.shortNameLabel.setProperty(u"tone", u"text2")

        self.shortNameRow.addWidget(self.shortNameLabel)

        self.shortName = Field(self.officePage)
        self.shortName.setObjectName(u"shortName")

        self.shortNameRow.addWidget(self.shortName)

        self.shortNameRest = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.shortNameRow.addItem(self.shortNameRest)


        self.officePageColumn.addLayout(self.shortNameRow)

        self.agencyCodeRow = QHBoxLayout()
        self.agencyCodeRow.setSpacing(12)
        self.agencyCodeRow.setObjectName(u"agencyCodeRow")
        self.agencyCodeRow.setContentsMargins(0, 0, 0, 0)
        self.agencyCodeLabel = ThaiLabel(self.officePage)
        self.agencyCodeLabel.setObjectName(u"agencyCodeLabel")
        self.agencyCodeLabel.setProperty(u"face", u"LABEL")
        self.agencyCodeLabel.setProperty(u"tone", u"text2")

        self.agencyCodeRow.addWidget(self.agencyCodeLabel)

        self.agencyCode = Field(self.officePage)
        self.agencyCode.setObjectName(u"agencyCode")

        self.agencyCodeRow.addWidget(self.agencyCode)

        self.agencyCodeRest = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.agencyCodeRow.addItem(self.agencyCodeRest)


        self.officePageColumn.addLayout(self.agencyCodeRow)

        self.addressRow = QHBoxLayout()
        self.addressRow.setSpacing(12)
        self.addressRow.setObjectName(u"addressRow")
        self.addressRow.setContentsMargins(0, 0, 0, 0)
        self.addressLabel = ThaiLabel(self.officePage)
        self.addressLabel.setObjectName(u"addressLabel")
        self.addressLabel.setProperty(u"face", u"LABEL")
        self.addressLabel.setProperty(u"tone", u"text2")

        self.addressRow.addWidget(self.addressLabel)

        self.address = Field(self.officePage)
        self.address.setObjectName(u"address")

        self.addressRow.addWidget(self.address)

        self.addressRest = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.addressRow.addItem(self.addressRest)


        self.officePageColumn.addLayout(self.addressRow)

        self.websiteRow = QHBoxLayout()
        self.websiteRow.setSpacing(12)
        self.websiteRow.setObjectName(u"websiteRow")
        self.websiteRow.setContentsMargins(0, 0, 0, 0)
        self.websiteLabel = ThaiLabel(self.officePage)
        self.websiteLabel.setObjectName(u"websiteLabel")
        self.websiteLabel.setProperty(u"face", u"LABEL")
        self.websiteLabel.setProperty(u"tone", u"text2")

        self.websiteRow.addWidget(self.websiteLabel)

        self.website = Field(self.officePage)
        self.website.setObjectName(u"website")

        self.websiteRow.addWidget(self.website)

        self.websiteRest = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.websiteRow.addItem(self.websiteRest)


        self.officePageColumn.addLayout(self.websiteRow)

        self.underOffice = QSpacerItem(0, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.officePageColumn.addItem(self.underOffice)

        self.stack.addWidget(self.officePage)
        self.unitsPage = QWidget()
        self.unitsPage.setObjectName(u"unitsPage")
        self.unitsPageColumn = QVBoxLayout(self.unitsPage)
        self.unitsPageColumn.setSpacing(0)
        self.unitsPageColumn.setObjectName(u"unitsPageColumn")
        self.unitsPageColumn.setContentsMargins(0, 0, 0, 0)
        self.units = QVBoxLayout()
        self.units.setSpacing(0)
        self.units.setObjectName(u"units")
        self.units.setContentsMargins(0, 0, 0, 0)

        self.unitsPageColumn.addLayout(self.units)

        self.stack.addWidget(self.unitsPage)
        self.calendarPage = QWidget()
        self.calendarPage.setObjectName(u"calendarPage")
        self.calendarPageColumn = QVBoxLayout(self.calendarPage)
        self.calendarPageColumn.setSpacing(0)
        self.calendarPageColumn.setObjectName(u"calendarPageColumn")
        self.calendarPageColumn.setContentsMargins(0, 0, 0, 0)
        self.calendar = QVBoxLayout()
        self.calendar.setSpacing(0)
        self.calendar.setObjectName(u"calendar")
        self.calendar.setContentsMargins(0, 0, 0, 0)

        self.calendarPageColumn.addLayout(self.calendar)

        self.stack.addWidget(self.calendarPage)
        self.assessmentPage = QWidget()
        self.assessmentPage.setObjectName(u"assessmentPage")
        self.assessmentPageColumn = QVBoxLayout(self.assessmentPage)
        self.assessmentPageColumn.setSpacing(0)
        self.assessmentPageColumn.setObjectName(u"assessmentPageColumn")
        self.assessmentPageColumn.setContentsMargins(0, 0, 0, 0)
        self.assessmentRows = QVBoxLayout()
        self.assessmentRows.setSpacing(8)
        self.assessmentRows.setObjectName(u"assessmentRows")
        self.assessmentRows.setContentsMargins(24, 8, 24, 0)
        self.frameworkRow = QHBoxLayout()
        self.frameworkRow.setSpacing(12)
        self.frameworkRow.setObjectName(u"frameworkRow")
        self.frameworkRow.setContentsMargins(0, 0, 0, 0)
        self.frameworkLabel = ThaiLabel(self.assessmentPage)
        self.frameworkLabel.setObjectName(u"frameworkLabel")
        self.frameworkLabel.setProperty(u"face", u"LABEL")
        self.frameworkLabel.setProperty(u"tone", u"text2")

        self.frameworkRow.addWidget(self.frameworkLabel)

        self.framework = ThaiLabel(self.assessmentPage)
        self.framework.setObjectName(u"framework")

        self.frameworkRow.addWidget(self.framework)


        self.assessmentRows.addLayout(self.frameworkRow)

        self.levelsRow = QHBoxLayout()
        self.levelsRow.setSpacing(12)
        self.levelsRow.setObjectName(u"levelsRow")
        self.levelsRow.setContentsMargins(0, 0, 0, 0)
        self.levelsLabel = ThaiLabel(self.assessmentPage)
        self.levelsLabel.setObjectName(u"levelsLabel")
        self.levelsLabel.setProperty(u"face", u"LABEL")
        self.levelsLabel.setProperty(u"tone", u"text2")

        self.levelsRow.addWidget(self.levelsLabel)

        self.levels = Choice(self.assessmentPage)
        self.levels.setObjectName(u"levels")

        self.levelsRow.addWidget(self.levels)

        self.levelsRest = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.levelsRow.addItem(self.levelsRest)


        self.assessmentRows.addLayout(self.levelsRow)

        self.levelsNoteRow = QHBoxLayout()
        self.levelsNoteRow.setSpacing(12)
        self.levelsNoteRow.setObjectName(u"levelsNoteRow")
        self.levelsNoteRow.setContentsMargins(0, 0, 0, 0)
        self.levelsNoteLabel = ThaiLabel(self.assessmentPage)
        self.levelsNoteLabel.setObjectName(u"levelsNoteLabel")
        self.levelsNoteLabel.setProperty(u"face", u"LABEL")
        self.levelsNoteLabel.setProperty(u"tone", u"text2")

        self.levelsNoteRow.addWidget(self.levelsNoteLabel)

        self.levelsNote = ThaiLabel(self.assessmentPage)
        self.levelsNote.setObjectName(u"levelsNote")
        self.levelsNote.setProperty(u"face", u"LABEL")
        self.levelsNote.setProperty(u"tone", u"text2")
        self.levelsNote.setProperty(u"most", 0)

        self.levelsNoteRow.addWidget(self.levelsNote)


        self.assessmentRows.addLayout(self.levelsNoteRow)

        self.countsRow = QHBoxLayout()
        self.countsRow.setSpacing(12)
        self.countsRow.setObjectName(u"countsRow")
        self.countsRow.setContentsMargins(0, 0, 0, 0)
        self.countsLabel = ThaiLabel(self.assessmentPage)
        self.countsLabel.setObjectName(u"countsLabel")
        self.countsLabel.setProperty(u"face", u"LABEL")
        self.countsLabel.setProperty(u"tone", u"text2")

        self.countsRow.addWidget(self.countsLabel)

        self.countsFrom = Choice(self.assessmentPage)
        self.countsFrom.setObjectName(u"countsFrom")

        self.countsRow.addWidget(self.countsFrom)

        self.countsRest = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.countsRow.addItem(self.countsRest)


        self.assessmentRows.addLayout(self.countsRow)

        self.targetRow = QHBoxLayout()
        self.targetRow.setSpacing(12)
        self.targetRow.setObjectName(u"targetRow")
        self.targetRow.setContentsMargins(0, 0, 0, 0)
        self.targetLabel = ThaiLabel(self.assessmentPage)
        self.targetLabel.setObjectName(u"targetLabel")
        self.targetLabel.setProperty(u"face", u"LABEL")
        self.targetLabel.setProperty(u"tone", u"text2")

        self.targetRow.addWidget(self.targetLabel)

        self.target = Field(self.assessmentPage)
        self.target.setObjectName(u"target")

        self.targetRow.addWidget(self.target)

        self.targetRest = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.targetRow.addItem(self.targetRest)


        self.assessmentRows.addLayout(self.targetRow)

        self.weightsTitle = SectionTitle(self.assessmentPage)
        self.weightsTitle.setObjectName(u"weightsTitle")

        self.assessmentRows.addWidget(self.weightsTitle)


        self.assessmentPageColumn.addLayout(self.assessmentRows)

        self.weights = QVBoxLayout()
        self.weights.setSpacing(0)
        self.weights.setObjectName(u"weights")
        self.weights.setContentsMargins(0, 0, 0, 0)

        self.assessmentPageColumn.addLayout(self.weights)

        self.gapRow = QVBoxLayout()
        self.gapRow.setSpacing(0)
        self.gapRow.setObjectName(u"gapRow")
        self.gapRow.setContentsMargins(0, 0, 0, 0)
        self.gap = ThaiLabel(self.assessmentPage)
        self.gap.setObjectName(u"gap")
        self.gap.setProperty(u"tone", u"doing")
        self.gap.setProperty(u"most", 0)

        self.gapRow.addWidget(self.gap)


        self.assessmentPageColumn.addLayout(self.gapRow)

        self.stack.addWidget(self.assessmentPage)
        self.frameworkPage = QWidget()
        self.frameworkPage.setObjectName(u"frameworkPage")
        self.frameworkPageColumn = QVBoxLayout(self.frameworkPage)
        self.frameworkPageColumn.setSpacing(0)
        self.frameworkPageColumn.setObjectName(u"frameworkPageColumn")
        self.frameworkPageColumn.setContentsMargins(0, 0, 0, 0)
        self.stack.addWidget(self.frameworkPage)
        self.lookPage = QWidget()
        self.lookPage.setObjectName(u"lookPage")
        self.lookPageColumn = QVBoxLayout(self.lookPage)
        self.lookPageColumn.setSpacing(8)
        self.lookPageColumn.setObjectName(u"lookPageColumn")
        self.lookPageColumn.setContentsMargins(24, 8, 24, 24)
        self.themeRow = QHBoxLayout()
        self.themeRow.setSpacing(12)
        self.themeRow.setObjectName(u"themeRow")
        self.themeRow.setContentsMargins(0, 0, 0, 0)
        self.themeLabel = ThaiLabel(self.lookPage)
        self.themeLabel.setObjectName(u"themeLabel")
        self.themeLabel.setProperty(u"face", u"LABEL")
        self.themeLabel.setProperty(u"tone", u"text2")

        self.themeRow.addWidget(self.themeLabel)

        self.theme = Choice(self.lookPage)
        self.theme.setObjectName(u"theme")

        self.themeRow.addWidget(self.theme)

        self.themeRest = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.themeRow.addItem(self.themeRest)


        self.lookPageColumn.addLayout(self.themeRow)

        self.contrastRow = QHBoxLayout()
        self.contrastRow.setSpacing(12)
        self.contrastRow.setObjectName(u"contrastRow")
        self.contrastRow.setContentsMargins(0, 0, 0, 0)
        self.contrastLabel = ThaiLabel(self.lookPage)
        self.contrastLabel.setObjectName(u"contrastLabel")
        self.contrastLabel.setProperty(u"face", u"LABEL")
        self.contrastLabel.setProperty(u"tone", u"text2")

        self.contrastRow.addWidget(self.contrastLabel)

        self.contrast = Choice(self.lookPage)
        self.contrast.setObjectName(u"contrast")

        self.contrastRow.addWidget(self.contrast)

        self.contrastRest = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.contrastRow.addItem(self.contrastRest)


        self.lookPageColumn.addLayout(self.contrastRow)

        self.motionRow = QHBoxLayout()
        self.motionRow.setSpacing(12)
        self.motionRow.setObjectName(u"motionRow")
        self.motionRow.setContentsMargins(0, 0, 0, 0)
        self.motionLabel = ThaiLabel(self.lookPage)
        self.motionLabel.setObjectName(u"motionLabel")
        self.motionLabel.setProperty(u"face", u"LABEL")
        self.motionLabel.setProperty(u"tone", u"text2")

        self.motionRow.addWidget(self.motionLabel)

        self.motion = Choice(self.lookPage)
        self.motion.setObjectName(u"motion")

        self.motionRow.addWidget(self.motion)

        self.motionRest = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.motionRow.addItem(self.motionRest)


        self.lookPageColumn.addLayout(self.motionRow)

        self.densityRow = QHBoxLayout()
        self.densityRow.setSpacing(12)
        self.densityRow.setObjectName(u"densityRow")
        self.densityRow.setContentsMargins(0, 0, 0, 0)
        self.densityLabel = ThaiLabel(self.lookPage)
        self.densityLabel.setObjectName(u"densityLabel")
        self.densityLabel.setProperty(u"face", u"LABEL")
        self.densityLabel.setProperty(u"tone", u"text2")

        self.densityRow.addWidget(self.densityLabel)

        self.density = Choice(self.lookPage)
        self.density.setObjectName(u"density")

        self.densityRow.addWidget(self.density)

        self.densityRest = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.densityRow.addItem(self.densityRest)


        self.lookPageColumn.addLayout(self.densityRow)

        self.languageRow = QHBoxLayout()
        self.languageRow.setSpacing(12)
        self.languageRow.setObjectName(u"languageRow")
        self.languageRow.setContentsMargins(0, 0, 0, 0)
        self.languageLabel = ThaiLabel(self.lookPage)
        self.languageLabel.setObjectName(u"languageLabel")
        self.languageLabel.setProperty(u"face", u"LABEL")
        self.languageLabel.setProperty(u"tone", u"text2")

        self.languageRow.addWidget(self.languageLabel)

        self.language = Choice(self.lookPage)
        self.language.setObjectName(u"language")

        self.languageRow.addWidget(self.language)

        self.languageRest = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.languageRow.addItem(self.languageRest)


        self.lookPageColumn.addLayout(self.languageRow)

        self.underLook = QSpacerItem(0, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.lookPageColumn.addItem(self.underLook)

        self.stack.addWidget(self.lookPage)
        self.backupPage = QWidget()
        self.backupPage.setObjectName(u"backupPage")
        self.backupPageColumn = QVBoxLayout(self.backupPage)
        self.backupPageColumn.setSpacing(0)
        self.backupPageColumn.setObjectName(u"backupPageColumn")
        self.backupPageColumn.setContentsMargins(0, 0, 0, 0)
        self.backupRows = QVBoxLayout()
        self.backupRows.setSpacing(4)
        self.backupRows.setObjectName(u"backupRows")
        self.backupRows.setContentsMargins(24, 8, 24, 12)
        self.fileRow = QHBoxLayout()
        self.fileRow.setSpacing(12)
        self.fileRow.setObjectName(u"fileRow")
        self.fileRow.setContentsMargins(0, 0, 0, 0)
        self.fileLabel = ThaiLabel(self.backupPage)
        self.fileLabel.setObjectName(u"fileLabel")
        self.fileLabel.setProperty(u"face", u"LABEL")
        self.fileLabel.setProperty(u"tone", u"text2")

        self.fileRow.addWidget(self.fileLabel)

        self.file = ThaiLabel(self.backupPage)
        self.file.setObjectName(u"file")

        self.fileRow.addWidget(self.file)

        self.openFile = Button(self.backupPage)
        self.openFile.setObjectName(u"openFile")
        self.openFile.setProperty(u"kind", u"quiet")
        self.openFile.setProperty(u"icon_name", u"folder-open")

        self.fileRow.addWidget(self.openFile)


        self.backupRows.addLayout(self.fileRow)

        self.backupFolderRow = QHBoxLayout()
        self.backupFolderRow.setSpacing(12)
        self.backupFolderRow.setObjectName(u"backupFolderRow")
        self.backupFolderRow.setContentsMargins(0, 0, 0, 0)
        self.backupFolderLabel = ThaiLabel(self.backupPage)
        self.backupFolderLabel.setObjectName(u"backupFolderLabel")
        self.backupFolderLabel.setProperty(u"face", u"LABEL")
        self.backupFolderLabel.setProperty(u"tone", u"text2")

        self.backupFolderRow.addWidget(self.backupFolderLabel)

        self.backupFolder = ThaiLabel(self.backupPage)
        self.backupFolder.setObjectName(u"backupFolder")

        self.backupFolderRow.addWidget(self.backupFolder)

        self.openBackups = Button(self.backupPage)
        self.openBackups.setObjectName(u"openBackups")
        self.openBackups.setProperty(u"kind", u"quiet")
        self.openBackups.setProperty(u"icon_name", u"folder-open")

        self.backupFolderRow.addWidget(self.openBackups)


        self.backupRows.addLayout(self.backupFolderRow)

        self.ownFolderRow = QHBoxLayout()
        self.ownFolderRow.setSpacing(12)
        self.ownFolderRow.setObjectName(u"ownFolderRow")
        self.ownFolderRow.setContentsMargins(0, 0, 0, 0)
        self.ownFolderLabel = ThaiLabel(self.backupPage)
        self.ownFolderLabel.setObjectName(u"ownFolderLabel")
        self.ownFolderLabel.setProperty(u"face", u"LABEL")
        self.ownFolderLabel.setProperty(u"tone", u"text2")

        self.ownFolderRow.addWidget(self.ownFolderLabel)

        self.ownFolder = ThaiLabel(self.backupPage)
        self.ownFolder.setObjectName(u"ownFolder")

        self.ownFolderRow.addWidget(self.ownFolder)

        self.openOwn = Button(self.backupPage)
        self.openOwn.setObjectName(u"openOwn")
        self.openOwn.setProperty(u"kind", u"quiet")
        self.openOwn.setProperty(u"icon_name", u"folder-open")

        self.ownFolderRow.addWidget(self.openOwn)


        self.backupRows.addLayout(self.ownFolderRow)


        self.backupPageColumn.addLayout(self.backupRows)

        self.backups = QVBoxLayout()
        self.backups.setSpacing(0)
        self.backups.setObjectName(u"backups")
        self.backups.setContentsMargins(0, 0, 0, 0)

        self.backupPageColumn.addLayout(self.backups)

        self.stack.addWidget(self.backupPage)

        self.outer.addWidget(self.stack)


        self.retranslateUi(SettingsPage)
    # setupUi

    def retranslateUi(self, SettingsPage: QWidget) -> None:
        self.officeLabel.setText(tr("ชื่อสำนักงาน"))
        self.shortNameLabel.setText(tr("ชื่อย่อ"))
        self.agencyCodeLabel.setText(tr("รหัสหน่วยงาน"))
        self.addressLabel.setText(tr("ที่อยู่"))
        self.websiteLabel.setText(tr("เว็บไซต์"))
        self.frameworkLabel.setText(tr("กรอบการประเมิน"))
        self.levelsLabel.setText(tr("เกณฑ์ระดับผล"))
        self.levelsNoteLabel.setText("")
        self.countsLabel.setText(tr("นับรอบมาตรการ"))
        self.targetLabel.setText(tr("คะแนนเป้าหมาย"))
        self.themeLabel.setText(tr("สีของหน้าต่าง"))
        self.contrastLabel.setText(tr("ความต่างของสี"))
        self.motionLabel.setText(tr("การเคลื่อนไหว"))
        self.densityLabel.setText(tr("ความสูงของแถว"))
        self.languageLabel.setText(tr("ภาษา"))
        self.fileLabel.setText(tr("แฟ้มงานอยู่ที่"))
        self.openFile.setText(tr("เปิดโฟลเดอร์"))
        self.backupFolderLabel.setText(tr("เก็บสำเนาไว้ที่"))
        self.openBackups.setText(tr("เปิดโฟลเดอร์"))
        self.ownFolderLabel.setText(tr("ค่าของโปรแกรม"))
        self.openOwn.setText(tr("เปิดโฟลเดอร์"))
        pass
    # retranslateUi

