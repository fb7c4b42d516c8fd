; The set-up for Windows: for one user, without administrator's rights, in Thai and English.
; dev.py installer gives: VERSION, NUMBERS (four), BUNDLE (the folder of the program), SIZE (KiB), ICON,
; PICTURE (at the side of its first and last page), SIGN (a command that signs the file behind it, or
; nothing), OUT; QUICK packs worse in less time.
;
; Exit codes of a silent run (/S, with /D=FOLDER as the last word):
;   0 done, 1 stopped by the user, 2 the system refused, 4 Windows is too old: nothing was copied,
;   5 the program is running, 6 files could not be written: what was there before is there again.

Unicode true
Target amd64-unicode
ManifestDPIAware true
; Without it Windows 10 says that it is Windows 8.
ManifestSupportedOS all
!include "MUI2.nsh"
!include "LogicLib.nsh"
!include "WinVer.nsh"

!define NAME "ITA Desktop"
!define WINDOW "${NAME}.exe"
!define COMMANDS "ita-desktop.exe"
!define KIND "ITADesktop.Workspace"
!define CLASSES "Software\Classes"
!define LISTED "Software\Microsoft\Windows\CurrentVersion\Uninstall\${NAME}"
; Of Windows 10, version 1809: the oldest that Qt 6 runs on.
!define OLDEST_BUILD 17763
!define TOO_OLD 4
!define RUNNING 5
!define NOT_WRITTEN 6

Name "${NAME}"
OutFile "${OUT}"
BrandingText "${NAME} ${VERSION}"
RequestExecutionLevel user
InstallDir "$LOCALAPPDATA\Programs\${NAME}"
InstallDirRegKey HKCU "${LISTED}" "InstallLocation"
AllowSkipFiles off
SetOverwrite try
!ifdef QUICK
  SetCompressor zlib
!else
  SetCompressor /SOLID lzma
  ; The packer looks back over the whole archive of all modules.
  SetCompressorDictSize 64
!endif
!if "${SIGN}" != ""
  !uninstfinalize '${SIGN} "%1"'
!endif

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_WELCOMEFINISHPAGE_BITMAP "${PICTURE}"
!define MUI_UNWELCOMEFINISHPAGE_BITMAP "${PICTURE}"
!define MUI_ABORTWARNING
!define MUI_WELCOMEPAGE_TITLE "${NAME} ${VERSION}"
!define MUI_FINISHPAGE_TITLE "$(INSTALLED)"
!if "${SIGN}" == ""
  !define MUI_WELCOMEPAGE_TEXT "$(WELCOME)$\r$\n$\r$\n$(COMPARE)"
  !define MUI_FINISHPAGE_TEXT "$(READY)$\r$\n$\r$\n$(NOT_SIGNED)"
!else
  !define MUI_WELCOMEPAGE_TEXT "$(WELCOME)"
  !define MUI_FINISHPAGE_TEXT "$(READY)"
!endif
!define MUI_FINISHPAGE_TEXT_LARGE
!define MUI_FINISHPAGE_RUN "$INSTDIR\${WINDOW}"
!define MUI_FINISHPAGE_RUN_TEXT "$(OPEN)"
!define MUI_UNTEXT_FINISH_INFO_TEXT "$(KEPT)"
; Asked each time, with what was chosen last; it goes with the program's entry.
!define MUI_LANGDLL_ALLLANGUAGES
!define MUI_LANGDLL_ALWAYSSHOW
!define MUI_LANGDLL_REGISTRY_ROOT HKCU
!define MUI_LANGDLL_REGISTRY_KEY "${LISTED}"
!define MUI_LANGDLL_REGISTRY_VALUENAME "Language"
!define MUI_LANGDLL_WINDOWTITLE "${NAME}"
!define MUI_LANGDLL_INFO "เลือกภาษา · Choose a language"
!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_LICENSE "${BUNDLE}/_internal/LICENSE"
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_UNPAGE_FINISH
; The first one is for systems in any other language.
!insertmacro MUI_LANGUAGE "Thai"
!insertmacro MUI_LANGUAGE "English"
!insertmacro MUI_RESERVEFILE_LANGDLL

!macro VERSION_TEXTS LANGUAGE_ID
  VIAddVersionKey /LANG=${LANGUAGE_ID} "ProductName" "${NAME}"
  VIAddVersionKey /LANG=${LANGUAGE_ID} "FileDescription" "${NAME} set-up"
  VIAddVersionKey /LANG=${LANGUAGE_ID} "FileVersion" "${VERSION}"
  VIAddVersionKey /LANG=${LANGUAGE_ID} "ProductVersion" "${VERSION}"
  VIAddVersionKey /LANG=${LANGUAGE_ID} "CompanyName" "ITA Desktop developers"
  VIAddVersionKey /LANG=${LANGUAGE_ID} "LegalCopyright" "MIT licence"
!macroend
VIProductVersion "${NUMBERS}"
VIFileVersion "${NUMBERS}"
!insertmacro VERSION_TEXTS ${LANG_THAI}
!insertmacro VERSION_TEXTS ${LANG_ENGLISH}

LangString KIND_NAME ${LANG_THAI} "แฟ้มงาน ITA"
LangString KIND_NAME ${LANG_ENGLISH} "ITA workspace"
LangString WELCOME ${LANG_THAI} "งาน ITA ทั้งปีของสำนักงานเขตในแฟ้มเดียว คณะกรรมการ งาน OIT มาตรการ คะแนน และเอกสารราชการ$\r$\n$\r$\nไม่ต้องมีสิทธิ์ผู้ดูแล ไม่ต้องต่ออินเทอร์เน็ต$\r$\n$\r$\nถ้าเคยติดตั้งแล้ว ปิดโปรแกรมก่อน แฟ้มงาน การตั้งค่า และแฟ้มสำรองอยู่อย่างเดิม"
LangString WELCOME ${LANG_ENGLISH} "The ITA year of a district office in one file: committee, OIT items, measures, scores and official documents.$\r$\n$\r$\nIt is installed for this user; no administrator's rights and no internet are needed.$\r$\n$\r$\nOver an older version: close that first. Workspaces, settings and safety copies stay as they are."
LangString INSTALLED ${LANG_THAI} "ติดตั้งเสร็จแล้ว"
LangString INSTALLED ${LANG_ENGLISH} "Installed"
LangString OPEN ${LANG_THAI} "เปิด ${NAME}"
LangString OPEN ${LANG_ENGLISH} "Open ${NAME}"
LangString READY ${LANG_THAI} "เปิด ${NAME} ได้จากเมนูเริ่ม หรือเปิดแฟ้มงาน (.ita) ได้โดยตรง"
LangString READY ${LANG_ENGLISH} "Open ${NAME} from the start menu, or open a workspace (.ita) itself."
LangString COMPARE ${LANG_THAI} "ไฟล์นี้ไม่ได้ลงนามดิจิทัล ถ้าไม่แน่ใจว่าเป็นของแท้ เทียบ SHA-256 กับที่ประกาศไว้ก่อน"
LangString COMPARE ${LANG_ENGLISH} "It is not signed: if you doubt that it is genuine, compare its SHA-256 with the one that was published beside it first."
LangString NOT_SIGNED ${LANG_THAI} "เปิดครั้งแรก Windows อาจบอกว่าไม่รู้จักโปรแกรมนี้ เพราะไม่ได้ลงนาม กด ข้อมูลเพิ่มเติม (More info) แล้วกด เรียกใช้ต่อไป (Run anyway)"
LangString NOT_SIGNED ${LANG_ENGLISH} "As it is not signed, Windows may say at the first start that it does not know it: press More info, then Run anyway."
LangString WINDOWS_TOO_OLD ${LANG_THAI} "${NAME} ต้องใช้ Windows 10 รุ่น 1809 ขึ้นไป หรือ Windows 11$\n$\nยังไม่ได้ติดตั้งอะไรลงในเครื่องนี้ ให้ใช้เครื่องที่ใหม่กว่า หรือปรับรุ่น Windows ก่อน"
LangString WINDOWS_TOO_OLD ${LANG_ENGLISH} "${NAME} needs Windows 10 version 1809 or later, or Windows 11.$\n$\nNothing was installed on this computer: use a newer one, or update Windows first."
LangString CLOSE_FIRST ${LANG_THAI} "${NAME} เปิดอยู่$\n$\nปิดหน้าต่างของโปรแกรมให้หมดก่อน งานที่ทำบันทึกไว้แล้ว จากนั้นกด ลองใหม่"
LangString CLOSE_FIRST ${LANG_ENGLISH} "${NAME} is running.$\n$\nClose all its windows; your work is saved. Then press Retry."
LangString FAILED ${LANG_THAI} "เขียนไฟล์ของโปรแกรมไม่ได้ โปรแกรมเดิมยังอยู่ครบ$\n$\nตรวจว่าดิสก์มีเนื้อที่ว่างและโฟลเดอร์นี้เขียนได้ แล้วติดตั้งใหม่:$\n$INSTDIR"
LangString FAILED ${LANG_ENGLISH} "The program's files could not be written; what was there before is there again.$\n$\nCheck the room on the disk and the rights to this folder, then install again:$\n$INSTDIR"
LangString KEPT ${LANG_THAI} "แฟ้มงาน (.ita) ของคุณยังอยู่ที่เดิมทุกแฟ้ม$\r$\n$\r$\nการตั้งค่า แฟ้มสำรอง และงานที่ยังไม่ได้ส่งลงแฟ้มยังอยู่ที่$\r$\n$LOCALAPPDATA\ita-desktop$\r$\n$\r$\nถ้าไม่ใช้โปรแกรมนี้อีกและไม่ต้องการแฟ้มสำรอง ลบโฟลเดอร์นี้ได้"
LangString KEPT ${LANG_ENGLISH} "Your workspaces (.ita) are all where they were.$\r$\n$\r$\nSettings, safety copies and work that is not yet in its file are still in$\r$\n$LOCALAPPDATA\ita-desktop$\r$\n$\r$\nIf you will not use the program again and want no safety copies, you may delete that folder."

; -- both ways

; Windows lets nobody write to a program that runs. $R0: the folder of the program.
!macro WAIT_UNTIL_CLOSED UN
Function ${UN}WaitUntilClosed
  again:
  StrCpy $1 "$R0\${WINDOW}"
  Call ${UN}IsWritable
  ${If} $0 == 1
    StrCpy $1 "$R0\${COMMANDS}"
    Call ${UN}IsWritable
  ${EndIf}
  ${If} $0 == 0
    SetErrorLevel ${RUNNING}
    IfSilent stop
    MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "$(CLOSE_FIRST)" IDRETRY again
    stop:
    Quit
  ${EndIf}
  SetErrorLevel 0
FunctionEnd

; $0: whether the file $1 may be written, or is not there.
Function ${UN}IsWritable
  StrCpy $0 1
  ${If} ${FileExists} "$1"
    ClearErrors
    FileOpen $2 "$1" a
    ${If} ${Errors}
      StrCpy $0 0
    ${Else}
      FileClose $2
    ${EndIf}
  ${EndIf}
FunctionEnd
!macroend
!insertmacro WAIT_UNTIL_CLOSED ""
!insertmacro WAIT_UNTIL_CLOSED "un."

!macro TELL_SYSTEM
  ; SHCNE_ASSOCCHANGED
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
!macroend

; -- in

Function .onInit
  !insertmacro MUI_LANGDLL_DISPLAY
  ${IfNot} ${AtLeastBuild} ${OLDEST_BUILD}
    SetErrorLevel ${TOO_OLD}
    IfSilent +2
      MessageBox MB_OK|MB_ICONSTOP "$(WINDOWS_TOO_OLD)"
    Quit
  ${EndIf}
FunctionEnd

!macro ASIDE FILE
  ${If} ${FileExists} "$INSTDIR\${FILE}"
    Rename "$INSTDIR\${FILE}" "$INSTDIR\_former\${FILE}"
  ${EndIf}
!macroend
!macro BACK FILE
  ${If} ${FileExists} "$INSTDIR\_former\${FILE}"
    RMDir /r "$INSTDIR\${FILE}"
    Delete "$INSTDIR\${FILE}"
    Rename "$INSTDIR\_former\${FILE}" "$INSTDIR\${FILE}"
  ${EndIf}
!macroend
Function PutBack
  SetOutPath "$TEMP"
  !insertmacro BACK "_internal"
  !insertmacro BACK "${WINDOW}"
  !insertmacro BACK "${COMMANDS}"
  RMDir "$INSTDIR\_former"
FunctionEnd
Function .onInstFailed
  Call PutBack
FunctionEnd

Section
  SetShellVarContext current
  StrCpy $R0 $INSTDIR
  Call WaitUntilClosed
  ReadRegStr $R1 HKCU "${LISTED}" "InstallLocation"
  ${If} $R1 != ""
    StrCpy $R0 $R1
    Call WaitUntilClosed
  ${EndIf}

  ; What is there stands aside until the new files are written: an older version may have others.
  ; A file that cannot be written ends the set-up by way of .onInstFailed.
  SetErrorLevel ${NOT_WRITTEN}
  SetOutPath "$INSTDIR"
  RMDir /r "$INSTDIR\_former"
  CreateDirectory "$INSTDIR\_former"
  ClearErrors
  !insertmacro ASIDE "_internal"
  !insertmacro ASIDE "${WINDOW}"
  !insertmacro ASIDE "${COMMANDS}"
  ${IfNot} ${Errors}
    File /r "${BUNDLE}/*"
    WriteUninstaller "$INSTDIR\uninstall.exe"
  ${EndIf}
  ${If} ${Errors}
    Call PutBack
    IfSilent +2
      MessageBox MB_OK|MB_ICONSTOP "$(FAILED)"
    Quit
  ${EndIf}
  SetOutPath "$INSTDIR"
  RMDir /r "$INSTDIR\_former"

  ; An earlier program elsewhere goes, with its own entries.
  ${If} $R1 != ""
  ${AndIf} $R1 != $INSTDIR
  ${AndIf} ${FileExists} "$R1\uninstall.exe"
    ExecWait '"$R1\uninstall.exe" /S _?=$R1'
    Delete "$R1\uninstall.exe"
    RMDir "$R1"
  ${EndIf}

  CreateShortcut "$SMPROGRAMS\${NAME}.lnk" "$INSTDIR\${WINDOW}"
  WriteRegStr HKCU "${CLASSES}\${KIND}" "" "$(KIND_NAME)"
  WriteRegStr HKCU "${CLASSES}\${KIND}\DefaultIcon" "" "$INSTDIR\_internal\workspace.ico"
  WriteRegStr HKCU "${CLASSES}\${KIND}\shell\open\command" "" '"$INSTDIR\${WINDOW}" "%1"'
  WriteRegStr HKCU "${CLASSES}\.ita" "" "${KIND}"
  WriteRegStr HKCU "${CLASSES}\.ita\OpenWithProgids" "${KIND}" ""
  WriteRegStr HKCU "${LISTED}" "DisplayName" "${NAME}"
  WriteRegStr HKCU "${LISTED}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${LISTED}" "DisplayIcon" "$INSTDIR\${WINDOW}"
  WriteRegStr HKCU "${LISTED}" "Publisher" "ITA Desktop developers"
  WriteRegStr HKCU "${LISTED}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${LISTED}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${LISTED}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${LISTED}" "EstimatedSize" ${SIZE}
  WriteRegDWORD HKCU "${LISTED}" "NoModify" 1
  WriteRegDWORD HKCU "${LISTED}" "NoRepair" 1
  !insertmacro TELL_SYSTEM
  SetErrorLevel 0
SectionEnd

; -- out

Function un.onInit
  !insertmacro MUI_UNGETLANGUAGE
FunctionEnd

; Only what the set-up brought: whatever else lies in the folder is somebody's.
Section "Uninstall"
  SetShellVarContext current
  StrCpy $R0 $INSTDIR
  Call un.WaitUntilClosed
  RMDir /r "$INSTDIR\_internal"
  RMDir /r "$INSTDIR\_former"
  Delete "$INSTDIR\${WINDOW}"
  Delete "$INSTDIR\${COMMANDS}"
  Delete "$INSTDIR\uninstall.exe"
  SetOutPath "$TEMP"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\${NAME}.lnk"
  DeleteRegKey HKCU "${CLASSES}\${KIND}"
  DeleteRegValue HKCU "${CLASSES}\.ita\OpenWithProgids" "${KIND}"
  ReadRegStr $3 HKCU "${CLASSES}\.ita" ""
  ${If} $3 == "${KIND}"
    DeleteRegValue HKCU "${CLASSES}\.ita" ""
  ${EndIf}
  DeleteRegKey /ifempty HKCU "${CLASSES}\.ita\OpenWithProgids"
  DeleteRegKey /ifempty HKCU "${CLASSES}\.ita"
  DeleteRegKey HKCU "${LISTED}"
  !insertmacro TELL_SYSTEM
SectionEnd
