"""The money that a measure needs."""

from decimal import Decimal
from typing import Final

MOST_BAHT: Final = Decimal(10) ** 12
"""What the budget of a measure has to be less than."""
