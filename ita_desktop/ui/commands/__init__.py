"""The commands of the window, and their menus and shortcuts.

Commands of the whole window are its own actions (`MainFrame.add_command`), so their keys work
whether a menu shows them or not. Keys of pages and tables are listed once (`ui/keyboard.py`,
`ui/table/controllers/keys.py`). All go by the place of the key, in both layouts of a Thai
keyboard (`ui/keyboard.py`). The search (Ctrl+K, `search.py`) finds commands beside everything
else. `help.py` shows the manual of `docs/`: its headings name in a comment the pages and dialogs
they describe. A `HelpButton` (empty pages, refusals) asks the window or dialog that it stands in
for its chapter. Its tour points at five parts of the window, a step each.
The list of shortcuts is made from the above. F1 belongs to the application, because a popup takes
the window's other keys; popups are put aside while the help is open (`help.py`).
`services/about.py` gathers the parts and their licence texts from the installed
packages, for the window of the licences and for a bundle. A bundle keeps them in `_licences`.
`tools/release/bundle_contents.py` finds what is really in it, `tools/release/sbom.py` lists it as
CycloneDX. `services/about.py` says what `doctor` prints and what the clerk copies for
support.

A widget that paints itself tells screen readers its role and parts by an `accessible_role`
(`ui/accessible.py`). Tab follows the reading order (`ui/widgets/tab_order.py`). High contrast is
two more token tables. `tests/ui/scenes/every_scene.py` brings the window to everything it can
show; tests look at each scene as a screen reader, by keyboard alone, and for words of the other
language.
"""
