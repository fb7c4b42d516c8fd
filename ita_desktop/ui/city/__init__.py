"""The window ภาพรวมเมือง: many districts side by side. It only reads, and no view here makes a
widget for a row.

`ui/city/` is a window of its own beside the main one (`window.py`), with one view at a time.
`Shown` (`screen.py`) is what was read in one fiscal year, worked out once for all views. A view
gets another `Shown` when it comes to the front (`show_city`), and the filter as often as it
changes (`narrow`). All tables are `CitySheet`s, so no row has a widget; a score that is missing
is `–`. `map_grid.py` has the tiles: `resources/city/bangkok_tiles.json` says where the fifty
districts lie, `map.py` parts scores into classes, and their colours (`tokens.SCALE`) fall in
lightness alone and hold text with 7:1. Names of districts are compared by `district_of`; what has
no tile stands beside. Sources are remembered as `Address.text`, without a password (`sources.py`).
Files are read by a `Job`; measures and evidence of an item only when they are looked at
(`item.py`). `benchmarks/window/city_window.py` measures filters and views of 500 districts
with 10 years. `tools/made_city.py` makes the districts of its scenes and tests.
"""
