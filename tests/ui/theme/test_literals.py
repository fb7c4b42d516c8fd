"""Colours and sizes have a name: in ``ui/theme``, or, where one file alone uses a size, in a class
of sizes at the top of that file. Nowhere else in the window is one written down.

What counts as written down: a colour in any notation; and a number beyond 2 that places or
measures something: in a call that takes pixels, added to or taken from anything, given to a
parameter called width, height, gap and the like, or kept under a name of its own. Free are 0, 1
and 2 (hairlines, the halves and the edges they make), factors and divisors (shares, days of a
week), and names of what is counted or timed, which are listed here. Forms cannot import, so each
of their numbers must be one that the tokens know.
"""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final
from xml.etree import ElementTree as ET

import pytest

import ita_desktop.ui
from ita_desktop.ui.theme import measures, tokens
from tests.support.sources import held, tree, walked

UI: Final = Path(ita_desktop.ui.__file__).parent
FORMS: Final = UI.parents[1] / "forms"

SHARED: Final = {module.__name__: Path(module.__file__ or "") for module in (measures,)}
"""The modules of sizes that several files use."""

PIXELS: Final = re.compile(
    r"Q(Size|Rect|Point|Margins|Line)F?|QPen"
    r"|set(Fixed|Minimum|Maximum|Base)?(Width|Height|Size)"
    r"|set(Contents|Text|Viewport)Margins|set(Horizontal|Vertical)?Spacing|addSpacing"
    r"|set(Indent|PixelSize|PointSize|PointSizeF|Weight|WidthF|Alpha|HandleWidth|IconSize)"
    r"|set(Default|Minimum|Maximum)SectionSize|setColumnWidth|setRowHeight|setGeometry|setRect"
    r"|(draw|fill)\w*|addRoundedRect|addEllipse|addRect|adjusted|translated|arcTo|moveTo|lineTo|resize|move"
)
"""Functions and classes whose numbers are pixels, angles or weights."""

NAMED: Final = re.compile(r"(.*_)?(width|height|gap|size|margin|radius|spacing|indent|edge|least)")
"""Parameters and fields that take pixels."""

COUNTED: Final = {
    "background.py": {"PATIENCE", "EVERY"},
    "city/screen.py": {"_TYPED_DELAY"},
    "city/item.py": {"_PRACTICE_ROWS"},
    "city/library.py": {"_MOST", "_TYPED_DELAY"},
    "city/map.py": {"_MOST", "_ROWS_BELOW"},
    "city/district.py": {"_SHORT"},
    "city/window.py": {"_MOST_NOTES"},
    "editors/pasted.py": {"_WIDEST", "_DEEP"},
    "failures.py": {"_AGAIN", "_LOOK_EVERY"},
    "opening/instance_listener.py": {"PATIENCE", "_AT_ONCE"},
    "loading/idle.py": {"_STEP_EVERY", "EVERY", "SOON", "MUCH", "LIBRARY", "_FEW"},
    "opening/workspace_opener.py": {"_LOOK_EVERY", "_OTHER_ANSWERS"},
    "shared/desk.py": {"_LOOK_EVERY", "_LOOKS", "_NAMED", "_RELEASE"},
    "saving/leaving.py": {
        "_EVERY",
        "SENT",
        "CARRIED",
        "_AT_ONCE",
        "_LIMIT",
        "_SHOWN_AFTER",
        "_STEP",
    },
    "table/sent_cells.py": {"SHOWN_AFTER", "_STEP", "_AUTHORS_MAX"},
    "commands/reading_window.py": {"_OPENING"},
    "dialogs/previews/missing.py": {"_LONGEST"},
    "dialogs/signed.py": {"_MOST_LINES"},
    "saving/desk.py": {"FINDINGS_AFTER", "LOOK_EVERY", "_IS_OVER_EVERY"},
    "widgets/boxes.py": {"_PASSES"},
    "widgets/picture.py": {"_WIDTHS"},
    "widgets/photos/changing.py": {"_STEP"},
    "dialogs/backups.py": {"_PROBLEMS_SHOWN", "KILO"},
    "pages/oit/links.py": {"_HISTORY"},
    "dialogs/previews/lists.py": {"_MOST_CELLS", "_MOST_DOUBTS", "_SHORT_DOUBT"},
    "dialogs/public_page.py": {"_MOST_LINES"},
    "dialogs/join.py": {"_SEVERAL"},
    "shared/moving.py": {"_MOST_LINES"},
    "dialogs/restore.py": {"_COMPARE_DELAY", "_AT_MOST", "_SINCE_LINES"},
    "widgets/photos/list.py": {"_DRAG_INTERVAL"},
    "widgets/photos/model.py": {"_AT_ONCE"},
    "pages/scores/pane.py": {"WHOLE_SCORE", "PAGE"},
    "frame/bars.py": {"LATER", "SLOW"},
    "edit_news.py": {"_MANY_OF_OTHERS"},
    "shared/connection.py": {"AGAIN_EVERY"},
    "shared/edit_sheets.py": {"_LEAST_LINES", "_MOST_LINES"},
    "window.py": {"_AFTER_PAINT", "_REMEMBER_DELAY"},
    "loading/pages.py": {"_EVERY"},
    "commands/search.py": {"_MOST_RECENT", "_PARTS"},
    "session.py": {"LOOK_EVERY", "SAVED_EVERY", "DAY_EVERY", "LONG"},
    "pages/collecting/sending.py": {"_MOST_LINES", "_USUAL_DAYS"},
    "dialogs/previews/found.py": {"_MOST_NAMES"},
    "dialogs/previews/rows.py": {"_MOST_NEAR", "_LETTERS", "_MEASURED"},
    "dialogs/previews/messages.py": {"_MOST_WARNINGS", "_MOST"},
    "dialogs/previews/difference.py": {"_MOST_NAMED"},
    "editors/dates.py": {"DAYS", "WEEKS", "_MONTHS_IN_ROW", "_SUNDAY"},
    "editors/listing.py": {"MOST_SHOWN", "_MOST_NEAR", "_NOT_FOUND"},
    "editors/linelayout.py": {"_ATTEMPTS", "_AT_ONCE"},
    "editors/text.py": {"_PAGE_MOST"},
    "editors/rich_text.py": {"_HTML_MOST", "_LINES_MOST"},
    "frame/score_bar.py": {"INSTRUMENTS"},
    "frame/skeleton.py": {"_UNPAINTED"},
    "frame/undo_list.py": {"ROWS_SHOWN"},
    "pages/oit/assign_popup.py": {"ROWS_SHOWN"},
    "pages/meetings/attached_list.py": {"MOST_BYTES"},
    "pages/documents/form.py": {"WHOLE"},
    "widgets/lines.py": {"MOST_MENDS"},
    "widgets/fields/text.py": {"_LINES"},
    "pages/documents/pane.py": {"A4", "MOST_LETTERS"},
    "pages/documents/printing.py": {"MOST_DPI", "POINTS", "_CUPS_OPTIONS", "_OWN_TRAY"},
    "dialogs/replacing.py": {"_AROUND", "_MOST", "_LEAST", "_WAIT"},
    "pages/documents/preview.py": {
        "CACHE_BYTES",
        "LEAST_ZOOM",
        "MOST_ZOOM",
        "_TOLERANCE",
        "_AROUND",
    },
    "pages/documents/page.py": {"SETTLED"},
    "pages/parts/following_pane.py": {"FEW", "_AT_ONCE"},
    "pages/parts/pane_sections.py": {"SHORT", "FEW", "LONG", "QUIET"},
    "pages/measures/pane.py": {"FEW"},
    "pages/tracking/record_popup.py": {"_TEXT_LINES", "_LINES_MOST", "_ENTRIES_MOST"},
    "pages/tracking/rounds_pane.py": {"SHORT"},
    "pages/overview/page.py": {
        "COLUMNS",
        "FIRST",
        "LAST",
        "LEAST_TODO",
        "MOST_TODO",
        "LEAST_LIFTS",
        "MOST_LIFTS",
        "LEAST_DATES",
        "MOST_DATES",
    },
    "pages/overview/rows.py": {"NAMED_ITEMS"},
    "pages/roster/editing.py": {"ROWS_SHOWN", "_MOST_TWICE"},
    "pages/scores/explained.py": {"MOST_PARTS"},
    "pages/scores/trial.py": {"FEW", "_AIMED_AT"},
    "pages/scores/chart.py": {"FULL", "USUAL_START", "STEP", "MOST_STEPS"},
    "pages/writing.py": {"MANY"},
    "table/cells/layout.py": {"_FULL"},
    "table/editing/paste.py": {"_LETTERS"},
    "table/editing/clipboard.py": {"_SPAN_MOST", "LONG_ROWS", "_LONG_LETTERS", "_LEAST_LINES"},
    "table/model.py": {"_ENTRIES_MAX", "_FORMER_MAX", "_MARKED_MAX"},
    "table/controllers/pointer.py": {"_SCROLL_EVERY"},
    "table/sizes.py": {"MOST_LINES", "MOST_STICKY", "MONTHS", "NEAR"},
    "table/heading.py": {"_FIRST_OF_JANUARY"},
    "widgets/status.py": {"STEPS"},
    "widgets/year_pin.py": {"TITLE_LINES", "NOTE_LINES"},
    "widgets/year_place.py": {"AFTER_PAINT"},
}
"""Names of what is counted, timed or told in other units than pixels, by module."""

CALENDARS: Final = {"editors/dates.py"}
"""Modules that reckon with days and months, and draw nothing."""

COLOUR: Final = re.compile(r"#[0-9a-fA-F]{3,8}\b|\b(rgb|rgba|hsl|hsv)\(")


@pytest.fixture(scope="module", autouse=True)
def trees() -> Iterator[None]:
    """Each module is read once."""
    with held():
        yield
    modules.cache_clear()


@cache
def modules() -> dict[str, ast.Module]:
    """The window's modules by path, without theme and compiled forms."""
    return {
        path.relative_to(UI).as_posix(): tree(path)
        for path in sorted(UI.rglob("*.py"))
        if path.relative_to(UI).parts[0] not in {"theme", "forms"}
    }


def called(node: ast.Call) -> str:
    """The last name of what is called."""
    of = node.func
    return of.id if isinstance(of, ast.Name) else of.attr if isinstance(of, ast.Attribute) else ""


def numbers(node: ast.AST | None) -> Iterator[ast.Constant]:
    """Numbers beyond 2 in an expression that are neither factors nor places in a sequence."""
    if isinstance(node, ast.Constant):
        if type(node.value) in {int, float} and abs(node.value) > 2:
            yield node
    elif isinstance(node, ast.BinOp) and not isinstance(node.op, ast.Add | ast.Sub):
        yield from (constant for side in (node.left, node.right) for constant in _not_plain(side))
    elif isinstance(node, ast.Subscript):
        yield from numbers(node.value)
    elif node is not None:
        for child in ast.iter_child_nodes(node):
            yield from numbers(child)


def _not_plain(node: ast.AST) -> Iterator[ast.Constant]:
    if not isinstance(node, ast.Constant):
        yield from numbers(node)


def own_sizes(module: ast.Module) -> list[ast.ClassDef]:
    """The classes of a module that give its sizes their names, and do nothing else."""
    return [
        class_def
        for class_def in module.body
        if isinstance(class_def, ast.ClassDef)
        and class_def.name.endswith(("Size", "Columns", "Width"))
        and not class_def.bases
        and all(
            isinstance(part, ast.AnnAssign)
            or (isinstance(part, ast.Expr) and isinstance(part.value, ast.Constant))
            for part in class_def.body
        )
    ]


def sizes(path: str, module: ast.Module) -> Iterator[ast.Constant]:
    """The sizes written down in a module."""
    counted = COUNTED.get(path, set())
    own = {id(node) for sized in own_sizes(module) for node in ast.walk(sized)}
    for node in walked(module):
        if id(node) in own:
            continue
        if isinstance(node, ast.Call):
            if PIXELS.fullmatch(called(node)):
                for argument in (*node.args, *(keyword.value for keyword in node.keywords)):
                    yield from numbers(argument)
            for keyword in node.keywords:
                if keyword.arg and NAMED.fullmatch(keyword.arg):
                    yield from numbers(keyword.value)
        elif isinstance(node, ast.BinOp | ast.AugAssign):
            if isinstance(node.op, ast.Add | ast.Sub) and path not in CALENDARS:
                sides = [node.right if isinstance(node, ast.BinOp) else node.value]
                sides += [node.left] if isinstance(node, ast.BinOp) else []
                for side in sides:
                    yield from numbers(side) if isinstance(side, ast.Constant) else ()
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            names = {
                node.id for at in targets for node in ast.walk(at) if isinstance(node, ast.Name)
            }
            if not names <= counted and _plain(node.value):
                yield from numbers(node.value)
        elif isinstance(node, ast.FunctionDef):
            places = [*node.args.posonlyargs, *node.args.args][-len(node.args.defaults) :]
            pairs = [
                *zip(places, node.args.defaults, strict=False),
                *zip(node.args.kwonlyargs, node.args.kw_defaults, strict=True),
            ]
            for parameter, default in pairs:
                if NAMED.fullmatch(parameter.arg):
                    yield from numbers(default)


def _plain(value: ast.AST | None) -> bool:
    """Whether a value is a number, or several of them, and nothing else."""
    if isinstance(value, ast.Tuple):
        return all(map(_plain, value.elts))
    if isinstance(value, ast.BinOp):
        return any(map(_plain, (value.left, value.right)))
    if isinstance(value, ast.UnaryOp):
        return _plain(value.operand)
    return isinstance(value, ast.Constant)


def colours(module: ast.Module) -> Iterator[ast.AST]:
    """The colours written down in a module; clear is none."""
    for node in walked(module):
        if isinstance(node, ast.Call) and called(node) in {"QColor", "fromRgba", "fromRgb"}:
            if any(isinstance(arg, ast.Constant) for arg in node.args):
                yield node
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Attribute):
            if node.value.attr == "GlobalColor" and node.attr != "transparent":
                yield node
        elif isinstance(node, ast.Constant) and COLOUR.search(str(node.value)):
            yield node


@pytest.mark.in_turn
def test_no_colour_is_written_outside_the_theme() -> None:
    found = [
        f"{path}:{colour.lineno}"
        for path, module in modules().items()
        for colour in colours(module)
    ]
    assert not found


def test_no_size_is_written_outside_the_theme() -> None:
    found = [
        f"{path}:{size.lineno} {size.value}"
        for path, module in modules().items()
        for size in sizes(path, module)
    ]
    assert not sorted(set(found))


def test_a_size_that_several_files_use_is_in_the_theme() -> None:
    own = {size.name for module in modules().values() for size in own_sizes(module)}
    taken = {
        f"{path} {name.name}"
        for path, module in modules().items()
        for node in walked(module)
        if isinstance(node, ast.ImportFrom) and ".theme." not in (node.module or "")
        for name in node.names
        if name.name in own
    }
    assert own
    assert taken == set()


def test_a_size_that_one_file_uses_is_in_that_file() -> None:
    users: dict[str, set[str]] = {}
    for path, module in modules().items():
        names = {
            name.asname or name.name: name.name
            for node in walked(module)
            if isinstance(node, ast.ImportFrom) and node.module in SHARED
            for name in node.names
        }
        for node in walked(module) if names else ():
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
                users.setdefault(f"{names.get(node.value.id)}.{node.attr}", set()).add(path)
    used_by_one = []
    for theme in SHARED.values():
        for shared in (part for part in tree(theme).body if isinstance(part, ast.ClassDef)):
            fields = [part for part in shared.body if isinstance(part, ast.AnnAssign)]
            # What another shared size is reckoned from has two users in it and in its file.
            reckoned = {
                node.id
                for field in fields
                for node in ast.walk(field)
                if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)
            }
            used_by_one += [
                size
                for field in fields
                if isinstance(field.target, ast.Name) and field.target.id not in reckoned
                if len(users.get(size := f"{shared.name}.{field.target.id}", ())) < 2
            ]
    assert users
    assert used_by_one == []


def test_every_name_of_what_is_counted_still_exists() -> None:
    left_over = [
        f"{path} {name}"
        for path, names in COUNTED.items()
        for name in names
        if not re.search(rf"\b{name}\b", (UI / path).read_text(encoding="utf-8"))
    ]
    assert not left_over


def test_forms_use_only_numbers_that_the_tokens_know() -> None:
    known = {0, 1, 2} | {
        value
        for module in (measures, tokens)
        for part in vars(module).values()
        if isinstance(part, type) and part.__module__ == module.__name__
        for value in vars(part).values()
        if isinstance(value, int)
    }
    known |= {
        node.value
        for module in modules().values()
        for sized in own_sizes(module)
        for node in ast.walk(sized)
        if isinstance(node, ast.Constant) and isinstance(node.value, int)
    }
    unknown = []
    for form in sorted(FORMS.glob("*.ui")):
        root = ET.parse(form).getroot()
        for prop in root.iter("property"):
            if prop.get("name") in {"geometry", "styleSheet"}:
                # Qt Designer's own frame around the form; a style sheet would be a second theme.
                assert prop.get("name") == "geometry", form.name
                continue
            unknown += [
                f"{form.name} {prop.get('name')} {element.text}"
                for element in prop.iter()
                if element.tag in {"number", "width", "height"}
                and int(element.text or 0) not in known
                and int(element.text or 0) < 16777215  # Qt's word for no limit
            ]
    assert not unknown
