"""Charts as shapes: nothing outside the picture, every figure told, nothing made up."""

from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from ita_desktop.pictures.charts import (
    Chart,
    ChartBar,
    GroupedBars,
    Loss,
    Stack,
    Stacks,
    Thermometer,
    Threshold,
    Waterfall,
    draw,
    in_words,
)
from ita_desktop.pictures.shapes import Dot, Drawing, FilledRect, Ink, StraightLine, TextLabel

D = Decimal
CUT = "แกนเริ่มที่ {low}"
WIDTH = 400.0
NEAR = 0.01

figures = st.decimals(0, 100, places=2)
names = st.text("กขคงจ ฐูปู่123", min_size=1, max_size=40)
bars = st.builds(ChartBar, names, st.none() | figures, st.none() | figures)


@st.composite
def shares(draw: st.DrawFn, parts: int) -> tuple[Decimal, ...]:
    """Per cents that add up to 100."""
    cuts = sorted(draw(st.lists(st.integers(0, 10000), min_size=parts - 1, max_size=parts - 1)))
    ends = [0, *cuts, 10000]
    return tuple(D(end - start) / 100 for start, end in pairwise(ends))


@st.composite
def charts(draw: st.DrawFn) -> Chart:
    kind = draw(st.sampled_from(["bars", "stacks", "waterfall", "thermometer"]))
    if kind == "bars":
        return GroupedBars(
            "ก",
            tuple(draw(st.lists(bars, max_size=12))),
            draw(st.none() | figures),
            "ปี 2567",
            "ปี 2566",
        )
    if kind == "stacks":
        rows = draw(st.lists(st.builds(Stack, names, shares(6)), max_size=8))
        return Stacks("ก", tuple("abcdef"), tuple(rows))
    if kind == "waterfall":
        losses = draw(st.lists(st.decimals(0, 20, places=2), max_size=5))
        total = 100 - sum(losses, D(0))
        return Waterfall("ก", tuple(Loss("ข", loss) for loss in losses), "รวม", total, CUT)
    levels = draw(st.lists(st.builds(Threshold, names, figures), max_size=7))
    levels.sort(key=lambda threshold: -threshold.least)
    return Thermometer("ก", tuple(levels), tuple(draw(st.lists(bars, max_size=4))), CUT)


def corners(drawing: Drawing) -> list[tuple[float, float]]:
    found: list[tuple[float, float]] = []
    for shape in drawing.shapes:
        match shape:
            case FilledRect():
                assert shape.width >= -NEAR
                found += [(shape.x, shape.y), (shape.x + shape.width, shape.y + shape.height)]
            case StraightLine():
                found += [(shape.x1, shape.y1), (shape.x2, shape.y2)]
            case Dot() | TextLabel():
                found.append((shape.x, shape.y))
    return found


@given(charts())
def test_nothing_stands_outside_the_picture(chart: Chart) -> None:
    drawing = draw(chart, WIDTH)

    for x, y in corners(drawing):
        assert -NEAR <= x <= drawing.width + NEAR
        assert -NEAR <= y <= drawing.height + NEAR


@given(charts())
def test_every_known_figure_stands_there_in_numbers_and_in_words(chart: Chart) -> None:
    drawing = draw(chart, WIDTH)
    shown = [shape.text for shape in drawing.shapes if isinstance(shape, TextLabel)]
    words = in_words(chart)

    known: list[Decimal] = []
    match chart:
        case GroupedBars():
            known = [bar.value for bar in chart.bars if bar.value is not None]
        case Thermometer():
            known = [mark.value for mark in chart.marks if mark.value is not None]
        case Waterfall():
            known = [chart.total]
        case Stacks():
            known = []
            texts = [share for stack in chart.stacks for share in stack.shares]
            assert all(f"{share:.2f}%" in words for share in texts)
    for figure in known:
        assert f"{figure:.2f}" in shown
        assert f"{figure:.2f}" in words
    assert drawing.alt == words


def test_the_line_of_a_target_says_what_it_is_and_stands_clear_of_the_bars() -> None:
    chart = GroupedBars("ก", (ChartBar("1", D(96)), ChartBar("2", D(80))), D(95))
    shapes = draw(chart, WIDTH).shapes
    (line,) = [one for one in shapes if isinstance(one, StraightLine) and one.dashed]
    (label,) = [one for one in shapes if isinstance(one, TextLabel) and "เป้าหมาย" in one.text]

    assert (label.text, label.x) == ("เป้าหมาย 95.00", line.x1)
    assert label.y < line.y1
    without = draw(replace(chart, target=None), WIDTH)
    assert "เป้าหมาย" not in str(without.shapes)


def lengths(chart: GroupedBars) -> list[tuple[float, Ink]]:
    return [
        (shape.width, shape.fill)
        for shape in draw(chart, WIDTH).shapes
        if isinstance(shape, FilledRect)
    ]


def test_a_bar_below_the_target_is_told_by_its_ink_and_is_shorter() -> None:
    chart = GroupedBars(
        "ก", (ChartBar("ก", D(96)), ChartBar("ข", D(90)), ChartBar("ค", None)), D(95)
    )

    (high, good), (low, weak) = lengths(chart)
    assert (good, weak) == (Ink.GOOD, Ink.WEAK)
    assert high > low


@given(st.lists(st.decimals(0, 100, places=2), min_size=1, max_size=5))
def test_every_figure_but_nothing_has_a_bar_that_can_be_seen(values: list[Decimal]) -> None:
    drawn = lengths(GroupedBars("ก", tuple(ChartBar("ก", value) for value in values)))

    assert all(
        (length > 0) is (value > 0) for (length, _), value in zip(drawn, values, strict=True)
    )


@given(st.lists(st.decimals(1, 100, places=2), min_size=2, max_size=5))
def test_bars_are_as_long_as_their_figures(values: list[Decimal]) -> None:
    drawn = lengths(GroupedBars("ก", tuple(ChartBar("ก", value) for value in values), D(95)))

    per_point = [length / float(value) for (length, _), value in zip(drawn, values, strict=True)]
    assert max(per_point) - min(per_point) < NEAR


def test_an_axis_that_does_not_begin_at_nothing_is_drawn_and_told_as_cut() -> None:
    levels = (Threshold("ดี", D(85)), Threshold("ผ่าน", D(70)), Threshold("อื่น", D(0)))
    near = Thermometer("ก", levels, (ChartBar("รวม", D("97.38")),), CUT)
    lost = Waterfall("ก", (Loss("ข", D("2.62")),), "รวม", D("97.38"), CUT)
    for chart, begin in ((near, "70"), (lost, "90")):
        shapes = draw(chart, WIDTH).shapes
        assert f"แกนเริ่มที่ {begin}" in [
            shape.text for shape in shapes if isinstance(shape, TextLabel)
        ]
        assert any(isinstance(shape, StraightLine) and shape.ink is Ink.GROUND for shape in shapes)
        shapes = draw(replace(chart, axis_cut="From {low}"), WIDTH).shapes
        assert f"From {begin}" in [shape.text for shape in shapes if isinstance(shape, TextLabel)]
        assert not any(isinstance(shape, TextLabel) and "แกน" in shape.text for shape in shapes)
    far = replace(near, marks=(ChartBar("รวม", D(4)),))
    shapes = draw(far, WIDTH).shapes
    assert not any(isinstance(shape, TextLabel) and "แกน" in shape.text for shape in shapes)
    assert not any(isinstance(shape, StraightLine) and shape.ink is Ink.GROUND for shape in shapes)


def test_a_missing_figure_leaves_its_place_empty_and_says_so() -> None:
    chart = GroupedBars("ก", (ChartBar("ก", None),))
    drawing = draw(chart, WIDTH)

    assert not lengths(chart)
    assert "–" in [shape.text for shape in drawing.shapes if isinstance(shape, TextLabel)]
    assert "ไม่มีคะแนน" in drawing.alt


def test_answers_fill_the_whole_width_in_their_order() -> None:
    chart = Stacks("ก", ("ดี", "พอใช้"), (Stack("I1", (D(75), D(25))),))
    boxes = [shape for shape in draw(chart, WIDTH).shapes if isinstance(shape, FilledRect)][2:]

    assert [box.fill for box in boxes] == [Ink.RAMP_1, Ink.RAMP_2]
    assert boxes[0].x + boxes[0].width == boxes[1].x
    assert abs(boxes[0].width / boxes[1].width - 3) < NEAR
    assert abs(boxes[1].x + boxes[1].width - WIDTH) < NEAR


def test_points_fall_from_100_to_the_total_without_a_gap() -> None:
    losses = (Loss("IIT", D("0.34")), Loss("EIT", D("2.29")))
    chart = Waterfall("ก", losses, "รวม", D("97.37"), CUT)
    full, first, second, total = [
        shape for shape in draw(chart, WIDTH).shapes if isinstance(shape, FilledRect)
    ]

    assert abs(full.x + full.width - (first.x + first.width)) < NEAR
    assert abs(first.x - (second.x + second.width)) < NEAR
    assert abs(second.x - (total.x + total.width)) < NEAR


def test_of_levels_that_begin_at_one_figure_the_better_is_named() -> None:
    levels = (Threshold("ผ่านดี", D(85)), Threshold("ผ่าน", D(85)))
    drawing = draw(Thermometer("ก", levels, (ChartBar("รวม", D(90)),), CUT), WIDTH)
    shown = [shape.text for shape in drawing.shapes if isinstance(shape, TextLabel)]

    assert "ผ่านดี" in shown
    assert "ผ่าน" not in shown


def test_the_names_of_levels_have_room_in_a_narrow_picture() -> None:
    places = {"ผ่านดีเยี่ยม": (95, 53), "ผ่านดี": (85, 28), "ต้องปรับปรุง": (70, 61)}
    """Where they begin, and how wide they are in the window."""
    levels = tuple(Threshold(name, D(least)) for name, (least, _wide) in places.items())
    marks = (ChartBar("รวม", D("73.38")), ChartBar("EIT", D("92.38")), ChartBar("OIT", D(40)))
    rooms = {
        shape.text: shape.room
        for shape in draw(Thermometer("ก", levels, marks, CUT), 350).shapes
        if isinstance(shape, TextLabel) and shape.text in places
    }
    assert set(rooms) == set(places)
    for name, (_least, wide) in places.items():
        assert (rooms[name] or 0) >= wide, name
