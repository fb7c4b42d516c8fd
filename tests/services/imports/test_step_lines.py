"""Steps in one paragraph that become lines: what is said to be undone."""

from ita_desktop.services import findings

YEAR = 2568


def test_findings_of_one_item_whose_steps_are_parted_count_as_two(workspace):
    texts = ("1. ทำแผน 2. ติดประกาศ", "1. อบรม 2. ทดสอบ")
    findings.add(workspace, YEAR, [{"items": ("I1",), "improvement": text} for text in texts])
    first, second = (finding.id for finding in workspace.year(YEAR).findings)
    findings.part(workspace, findings.found(workspace.year(YEAR)))
    assert workspace.undo() == "แยกขั้นเป็นบรรทัด 2 รายการ"
    kept = {finding.id: finding.improvement for finding in workspace.year(YEAR).findings}
    assert kept == dict(zip((first, second), texts, strict=True))


def test_only_the_texts_that_are_asked_for_are_parted_and_counted(workspace):
    texts = ("1. ทำแผน 2. ติดประกาศ", "1. อบรม 2. ทดสอบ", "อบรมอย่างเดียว")
    findings.add(workspace, YEAR, [{"items": ("I1",), "improvement": text} for text in texts])
    _, second, plain = (finding.id for finding in workspace.year(YEAR).findings)
    before = workspace.dump()
    assert findings.part(workspace, findings.found(workspace.year(YEAR), {plain})) == 0
    assert workspace.dump() == before
    assert findings.part(workspace, findings.found(workspace.year(YEAR), {second})) == 1
    assert [finding.improvement for finding in workspace.year(YEAR).findings] == [
        texts[0],
        "1. อบรม\n2. ทดสอบ",
        texts[2],
    ]
    assert workspace.undo().startswith("แยกขั้นเป็นบรรทัด I1")
    assert workspace.dump() == before
