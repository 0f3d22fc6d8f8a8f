; The installer for Windows. It is for the person who runs it and needs no administrator: everything goes into their own folder and their own part of the registry, and goes away
; again with the uninstaller, which leaves clips, settings and jobs alone.
;
; makensis -DVERSION=0.1.0 -DFROM=FOLDER -DOUT=FILE Caracal.nsi

Unicode true
SetCompressor /SOLID lzma
SetDateSave off
RequestExecutionLevel user
ManifestDPIAware true

!include MUI2.nsh

!define KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\Caracal"
!define APP "Software\Classes\Applications\Caracal.exe"

Name "Caracal"
OutFile "${OUT}"
InstallDir "$LOCALAPPDATA\Programs\Caracal"
InstallDirRegKey HKCU "${KEY}" "InstallLocation"
BrandingText " "
VIProductVersion "${VERSION}.0"
VIAddVersionKey "ProductName" "Caracal"
VIAddVersionKey "ProductVersion" "${VERSION}"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "FileDescription" "Installs Caracal"
VIAddVersionKey "LegalCopyright" "GNU General Public License, version 3 or later"

!define MUI_ICON "${FROM}/Caracal.ico"
!define MUI_UNICON "${FROM}/Caracal.ico"
!define MUI_FINISHPAGE_RUN "$INSTDIR\Caracal.exe"
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"

; A program that is running cannot be written over: Windows refuses to open it for writing.
!macro WaitUntilClosed un
Function ${un}WaitUntilClosed
	again:
	IfFileExists "$INSTDIR\Caracal.exe" 0 closed
	ClearErrors
	FileOpen $0 "$INSTDIR\Caracal.exe" a
	IfErrors 0 opened
	MessageBox MB_RETRYCANCEL|MB_ICONINFORMATION "Caracal is open. Close its window, and then go on here. Clips that are being made go on at the next start." /SD IDCANCEL IDRETRY again
	Abort
	opened:
	FileClose $0
	closed:
FunctionEnd
!macroend
!insertmacro WaitUntilClosed ""
!insertmacro WaitUntilClosed "un."

Section
	Call WaitUntilClosed
	SetOutPath "$INSTDIR"
	File "${FROM}/Caracal.exe"
	File "${FROM}/LICENSE.txt"
	File "${FROM}/NOTICES.txt"
	WriteUninstaller "$INSTDIR\uninstall.exe"
	CreateShortcut "$SMPROGRAMS\Caracal.lnk" "$INSTDIR\Caracal.exe"

	WriteRegStr HKCU "${KEY}" "DisplayName" "Caracal"
	WriteRegStr HKCU "${KEY}" "DisplayVersion" "${VERSION}"
	WriteRegStr HKCU "${KEY}" "DisplayIcon" "$INSTDIR\Caracal.exe"
	WriteRegStr HKCU "${KEY}" "InstallLocation" "$INSTDIR"
	WriteRegStr HKCU "${KEY}" "UninstallString" '"$INSTDIR\uninstall.exe"'
	WriteRegStr HKCU "${KEY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
	WriteRegDWORD HKCU "${KEY}" "NoModify" 1
	WriteRegDWORD HKCU "${KEY}" "NoRepair" 1
	SectionGetSize 0 $0
	WriteRegDWORD HKCU "${KEY}" "EstimatedSize" $0

	; "Open with": offered for these, and the first choice for none.
	WriteRegStr HKCU "${APP}" "FriendlyAppName" "Caracal"
	WriteRegStr HKCU "${APP}\shell\open\command" "" '"$INSTDIR\Caracal.exe" "%1"'
!macro OpenWith ext
	WriteRegStr HKCU "${APP}\SupportedTypes" "${ext}" ""
	WriteRegStr HKCU "Software\Classes\${ext}\OpenWithList\Caracal.exe" "" ""
!macroend
	!insertmacro OpenWith .jpg
	!insertmacro OpenWith .jpeg
	!insertmacro OpenWith .png
	!insertmacro OpenWith .webp
	!insertmacro OpenWith .heic
	!insertmacro OpenWith .heif
	!insertmacro OpenWith .avif
	!insertmacro OpenWith .gif
	!insertmacro OpenWith .bmp
	!insertmacro OpenWith .tif
	!insertmacro OpenWith .tiff
SectionEnd

Section Uninstall
	Call un.WaitUntilClosed
	Delete "$SMPROGRAMS\Caracal.lnk"
	Delete "$INSTDIR\Caracal.exe"
	Delete "$INSTDIR\LICENSE.txt"
	Delete "$INSTDIR\NOTICES.txt"
	Delete "$INSTDIR\uninstall.exe"
	RMDir "$INSTDIR"
	DeleteRegKey HKCU "${KEY}"
	DeleteRegKey HKCU "${APP}"
!macro CloseWith ext
	DeleteRegKey HKCU "Software\Classes\${ext}\OpenWithList\Caracal.exe"
	DeleteRegKey /ifempty HKCU "Software\Classes\${ext}\OpenWithList"
	DeleteRegKey /ifempty HKCU "Software\Classes\${ext}"
!macroend
	!insertmacro CloseWith .jpg
	!insertmacro CloseWith .jpeg
	!insertmacro CloseWith .png
	!insertmacro CloseWith .webp
	!insertmacro CloseWith .heic
	!insertmacro CloseWith .heif
	!insertmacro CloseWith .avif
	!insertmacro CloseWith .gif
	!insertmacro CloseWith .bmp
	!insertmacro CloseWith .tif
	!insertmacro CloseWith .tiff
SectionEnd
