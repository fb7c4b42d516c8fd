# ruff: noqa: INP001 - a script beside the forms, not a package
"""Compile the .ui forms into ita_desktop/ui/forms/ui_*.py: ``python forms/compile.py [--check]``.

pyside6-uic does the work. Afterwards its version is taken out of the header, so that the files are
the same on every machine; names that a form does not use are not imported, because each costs
start-up time; texts go through ``ita_desktop.i18n.tr`` in plain Thai; and what says the same of
every part is said once.
"""

import re
import subprocess
import sys
import sysconfig
from pathlib import Path

HERE = Path(__file__).resolve().parent
TARGET = HERE.parent / "ita_desktop" / "ui" / "forms"


def compiled(form: Path) -> str:
    """The Python source of one form; raises CalledProcessError where the form is not valid."""
    uic = Path(sysconfig.get_path("scripts")) / "pyside6-uic"
    command = [str(uic), "--generator", "python", "--no-autoconnection", "--tr", "tr", str(form)]
    made = subprocess.run(command, check=True, capture_output=True, encoding="utf-8")  # noqa: S603
    source = _short(_typed(_without_noise(made.stdout), form))
    return _plain_texts(_used_imports(source))


def _without_noise(source: str) -> str:
    """No version, no C preprocessor lines, no comments that only uic needs."""
    name = re.search(r"reading UI file '(.*)'", source)
    text = f"# Compiled from forms/{name[1] if name else ''}: what is changed here will be lost.\n"
    source = re.sub(r"\A(?:#.*\n|\n)*", text, source)
    return re.sub(r"^ *# ?(?:if|endif|setupUi|retranslateUi).*\n", "", source, flags=re.MULTILINE)


def _short(source: str) -> str:
    """Parts get the names of their attributes at once, a row or column its measures as it is made;
    no empty lines, and nothing that does nothing."""
    imports, class_, body = source.partition("class Ui_")
    body = re.sub(r"\n(?: *\n)+", "\n", body)
    body = re.sub(r"^ *(self\.(\w+))\.setObjectName\(u\"\2\"\)\n", "", body, flags=re.MULTILINE)
    body = re.sub(r"\n        pass(?=\n)", "", body)
    # The texts are set once, with the rest: nothing calls for them again.
    body = re.sub(
        r"\n *self\.retranslateUi\(.*\)\n *def retranslateUi\(.*",
        "\n        name_parts(self)",
        body,
    )
    body = re.sub(
        r"if not (\w+)\.objectName\(\):\n *\1\.setObjectName\((.*)\)",
        r"\1.setObjectName(\1.objectName() or \2)",
        body,
    )
    for kind, made in (("QVBoxLayout", "vbox"), ("QHBoxLayout", "hbox")):
        body = re.sub(
            rf"(self\.\w+) = {kind}\((.*)\)\n *\1\.setSpacing\((\d+)\)\n"
            r" *\1\.setContentsMargins\((.*)\)",
            lambda box, made=made: (
                f"{box[1]} = {made}(on={box[2] or None}, margins=({box[4]}), gap={box[3]})"
            ),
            body,
        )
    body = _nested_before_filled(body)
    boxes = ", ".join(name for name in ("hbox", "vbox") if f"{name}(" in body)
    named = "from ita_desktop.ui.widgets.fields.field import name_parts\n"
    made = f"from ita_desktop.ui.widgets.boxes import {boxes}\n" if boxes else ""
    return f"{imports.rstrip()}\n{made}{named}\n\n{class_}{body.rstrip()}\n"


def _nested_before_filled(body: str) -> str:
    """A layout goes into another one while it is empty: of what it holds by then PySide6 would make
    wrappers, and keep them too long (``ui/widgets/boxes.py``)."""
    for name in re.findall(r"\.addLayout\((self\.\w+)", body):
        body = re.sub(
            rf"^( *{name} = .*\n)((?:.*\n)*?)( *self\.\w+\.addLayout\({name}[,)].*\n)",
            r"\1\3\2",
            body,
            flags=re.MULTILINE,
        )
    return body


def _typed(source: str, form: Path) -> str:
    """Tell mypy what the form is set up on, so that it knows the form's parts."""
    widget = re.search(r'<widget class="(\w+)"', form.read_text(encoding="utf-8"))
    kind = widget[1] if widget else "QWidget"
    return re.sub(
        r"def setupUi\(self, (\w+)\):", rf"def setupUi(self, \1: {kind}) -> None:", source
    )


def _used_imports(source: str) -> str:
    """Import only what the rest of the file names."""
    imports = re.compile(r"^from (PySide6\.\w+) import \(([^)]*)\)\n", re.MULTILINE)
    body = imports.sub("", source)

    def keep(match: re.Match[str]) -> str:
        names = [name.strip() for name in match[2].split(",")]
        used = [name for name in names if re.search(rf"\b{name}\b", body)]
        return f"from {match[1]} import {', '.join(sorted(used))}\n" if used else ""

    return imports.sub(keep, source)


def _plain_texts(source: str) -> str:
    """``tr(u"\\u0e01", None)`` becomes ``tr("ก")``."""

    def plain(match: re.Match[str]) -> str:
        text = re.sub(r"\\u([0-9a-f]{4})", lambda code: chr(int(code[1], 16)), match[1])
        return f'tr("{text}")'

    source = re.sub(r'tr\(u"((?:[^"\\]|\\.)*)", None\)', plain, source)
    if "tr(" in source:
        source = source.replace("\nclass Ui_", "\nfrom ita_desktop.i18n import tr\n\nclass Ui_", 1)
    return source


def main(arguments: list[str]) -> int:
    """Write the compiled forms; with ``--check`` only compare, and return 1 where one is old."""
    forms = sorted(HERE.glob("*.ui"))
    sources = {TARGET / f"ui_{form.stem}.py": compiled(form) for form in forms}
    if "--check" not in arguments:
        for path, source in sources.items():
            path.write_text(source, encoding="utf-8")
        return 0
    present = set(TARGET.glob("ui_*.py"))
    old = [path for path, source in sources.items() if not _same(path, source)]
    for path in [*old, *sorted(present - set(sources))]:
        sys.stderr.write(f"not current: {path.relative_to(HERE.parent)}\n")
    return 1 if old or present != set(sources) else 0


def _same(path: Path, source: str) -> bool:
    return path.is_file() and path.read_text(encoding="utf-8") == source


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
