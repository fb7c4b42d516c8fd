"""The offices of Bangkok's fifty districts, to choose from."""

from ita_desktop.domain.district_names import DISTRICTS, english_district, office_of
from ita_desktop.domain.text import sort_key
from ita_desktop.ui.table.values import ListChoice


def office_choices() -> list[ListChoice]:
    """Returns the offices in Thai order; they are found by their district, in Thai and English."""
    return [
        ListChoice(
            office_of(name), office_of(name), also=(f"เขต{name}", name, english_district(name))
        )
        for name in sorted(DISTRICTS, key=sort_key)
    ]
