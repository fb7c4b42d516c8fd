"""The frame of the main window around every page, which it knows only as a QWidget.

`ui/window.py` puts the window together and is imported by nothing in `ui/`; its parts get each
other, or functions, never the window:

- the shell, `ui/frame/`: `main_frame.py` with rail, year switch, score bar, status bar and
  messages, and what `bars.py` says in them of the open workspace;
- navigation, `ui/navigation.py`: lists the pages, and leads to one and to a thing on it, also from
  the search (`ui/commands/search.py`);
- opening, `ui/opening/`: `workspace_opener.py` opens workspaces and closes them;
- commands, `ui/commands/`: `menus.py` says what can be asked for and by which keys, `commands.py`
  does it.

`ui/edit_news.py` writes the messages about edits. `tests/test_architecture.py` checks that no
parts import each other in a circle. `ui/pages/` has one page a room. All pages use the one table
of `ui/table/`, which knows no workspace: a page gives it typed columns and rows, and takes edits.
Forms are `.ui` files, used by composition.

- Colours and sizes are tokens in `ui/theme/`; sizes that one file alone uses stand at its top.
  Widgets that paint themselves ask for them while painting. What is only a background, a line at
  an edge, an icon or a ring is a `Plate` (`ui/widgets/page/section.py`), `MarkLabel`
  (`ui/widgets/marks.py`) or `Outline` (`ui/theme/shapes.py`) and has no `paintEvent` of its own.
  Qt's own widgets have one style sheet, which is taken off before another is set: otherwise Qt
  restyles each widget once for each of its ancestors. A new parent restyles all children, which
  took a third of the time in which a page opens. So a page, a pane and a `SideSplit` get their
  parent before their children. A colour or size written elsewhere fails
  `tests/ui/theme/test_literals.py`, which says what counts as one.
- The parts of the table (`ui/table/controllers/`, `editing/`, `cells/`) never import its view
  (`ui/table/view.py`): each names in a protocol what it needs of the table, on top of
  `ui/table/grid.py`.
- Shown texts go through `tr("ไทย")`. Another language makes the window anew around the open
  workspace, first the frame, then the page (`Window.reopen`). Labels of edits are stored as
  templates with fields; labels from before schema 11, and doubts about figures, are Thai
  sentences, which `i18n.stored_translated` knows by their templates.
- Tips are set with `set_tip` or shown with `show_tip` (`ui/theme/lines.py`), which escape what was
  typed. `ui/outside.py` alone opens anything outside the program: pages, mails, files that only
  show something.
- Long Thai texts get break marks at display only (Qt breaks Thai only where libthai is
  installed). Stored and copied text never has them. `ui/theme/lines.py` fills and cuts every
  line: at words, a number with its unit, preferably between the parts of a sentence. Only while a
  start paints is a text cut at any letter, because the word breaker is not loaded yet.
  `draw_text` (`ui/theme/lines.py`) draws a line from glyphs kept by style and text: Qt would
  shape it at each painting, which takes longer for Thai than drawing it.
- `ui/table/header.py` shares a table's width among its columns. Where there is little,
  columns of words become narrower as far as their captions allow. `Column.spare` ones, whose
  values are also read elsewhere, are left out before a table is scrolled.
- A window under 600 logical pixels high (`Breakpoint.LOW`) has lower bars, heads and rows
  (`Page.set_low`). One under 500 has one line in each row, and dialogs nearly as high as it.
  `tests/ui/scenes/test_cropping.py` measures in every scene that nothing is cropped.
- What a window remembers (columns, folds, the page, the year) is in `session.memory`, a part of
  the user's settings for each workspace; choices for all workspaces are in `session.settings`.
  Both are written a moment later, so nothing on the screen waits for a file.
"""
