"""Tiles are shaded by class, named in the legend, and told in words."""

from ita_desktop.pictures.charts import Tile, Tiles, draw, in_words
from ita_desktop.pictures.shapes import RAMP, FilledRect, Ink, TextLabel

TILES = Tiles(
    "คะแนน",
    columns=3,
    rows=2,
    tiles=(
        Tile(0, 0, "ดุสิต", "97.25", 0),
        Tile(1, 1, "ธนบุรี", "60.00", 5),
        Tile(2, 0, "บางรัก", "-"),
    ),
    steps=("95 ขึ้นไป", "90", "85", "80", "70", "ต่ำกว่า 70"),
    without="ไม่มีคะแนน",
)


def test_a_tile_has_its_name_its_value_and_the_shade_of_its_class() -> None:
    drawing = draw(TILES, 300)
    boxes = [shape for shape in drawing.shapes if isinstance(shape, FilledRect)]
    assert [box.fill for box in boxes[:3]] == [RAMP[0], RAMP[5], Ink.GROUND]
    assert [box.fill for box in boxes[3:]] == [*RAMP, Ink.GROUND]
    labels = {shape.text: shape for shape in drawing.shapes if isinstance(shape, TextLabel)}
    assert labels["97.25"].ink is Ink.ON_DARK
    assert labels["60.00"].ink is labels["-"].ink is Ink.TEXT
    assert {"ดุสิต", "95 ขึ้นไป", "ไม่มีคะแนน"} <= set(labels)


def test_no_tile_lies_over_another_or_outside() -> None:
    drawing = draw(TILES, 300)
    boxes = [shape for shape in drawing.shapes if isinstance(shape, FilledRect)]
    for box in boxes:
        assert box.x >= 0
        assert box.x + box.width <= drawing.width
        assert box.y + box.height <= drawing.height
    for number, box in enumerate(boxes):
        for other in boxes[number + 1 :]:
            apart_across = box.x + box.width <= other.x or other.x + other.width <= box.x
            apart_down = box.y + box.height <= other.y or other.y + other.height <= box.y
            assert apart_across or apart_down


def test_it_is_told_in_words() -> None:
    assert in_words(TILES) == "คะแนน: ดุสิต 97.25, ธนบุรี 60.00, บางรัก -"
