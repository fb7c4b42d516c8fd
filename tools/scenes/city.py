"""The views of the window of the city."""

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QApplication

from ita_desktop.frameworks.resource_files import crosswalk
from ita_desktop.ui.city.window import CityTab, CityWindow
from ita_desktop.ui.commands.command import Command
from ita_desktop.ui.window import Window
from tools.made_city import made_city
from tools.scenes.pages import Scene, Take, wait_until_idle


def _city(bring: Callable[[CityWindow], object], window: Window, take: Take) -> None:
    """The window over the main window, with made-up districts."""
    window.commands.run(Command.CITY)
    wait_until_idle()
    (city,) = (
        window
        for window in QApplication.topLevelWidgets()
        if isinstance(window, CityWindow) and window.isVisible()
    )
    city.setGeometry(QRect(window.pos(), window.size()))
    try:
        bring(city)
        wait_until_idle()
        take()
    finally:
        city.close()
        wait_until_idle()


def _shown(tab: CityTab, city: CityWindow) -> None:
    made = made_city()
    city.show_city(made, crosswalk())
    city.show_tab(tab)
    district = made.find("บางรัก")
    if tab is CityTab.DISTRICT and district is not None:
        city.show_district(district)
    if tab is CityTab.ITEM:
        city.show_item("O1")


def _empty(city: CityWindow) -> None:
    city.show_city(type(made_city())(), crosswalk())


CITY: Final[dict[str, Scene]] = {
    **{f"city-{tab}": partial(_city, partial(_shown, tab)) for tab in CityTab},
    "city-empty": partial(_city, _empty),
}
