"""Phrases about how items go on in another framework."""

from collections.abc import Mapping
from typing import Final

from ita_desktop.domain.errors import Phrase
from ita_desktop.domain.scores.crosswalk import Relation

RELATIONS: Final[Mapping[Relation, Phrase]] = {
    Relation.SAME: Phrase("เหมือนเดิม"),
    Relation.CHANGED: Phrase("เปลี่ยนไป"),
    Relation.MERGED: Phrase("รวมกัน"),
    Relation.SPLIT: Phrase("แยก"),
}
