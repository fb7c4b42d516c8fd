"""Owners of a row against those of the year: who stays, who is new, and in which order."""

import pytest

from ita_desktop.domain.records import AssignmentOwner, OwnerRole
from ita_desktop.services.edits import OwnerRef
from ita_desktop.services.imports.plan import Delete, Insert, RecordUpdate
from ita_desktop.services.imports.roster.register import Resolved, merged, owner_writes

LEAD, SUPPORT = OwnerRole.LEAD, OwnerRole.SUPPORT


def refs(words):
    """``a b +c``: units that lead, and one that supports."""
    return tuple(
        OwnerRef(unit_id=word.strip("+"), role=SUPPORT if "+" in word else LEAD)
        for word in words.split()
    )


@pytest.mark.parametrize(
    ("old", "new", "after"),
    [
        ("", "a +b", "a +b"),
        ("a +b", "c", "c +b"),
        ("+b +c", "a", "a +b +c"),
        ("a b", "+c", "a b +c"),
        ("a +b c", "+d", "a +d c"),
        ("+b a c", "d e", "+b d e"),
        ("a +b", "", "a +b"),
    ],
)
def test_a_role_that_the_file_has_is_the_files_and_others_stay(old, new, after):
    assert tuple(merged(refs(old), Resolved(refs(new), whole=True))) == refs(after)


def test_while_a_name_waits_for_its_answer_nobody_goes():
    for old, after in (("a +b", "a +b"), ("", "c")):
        assert tuple(merged(refs(old), Resolved(refs("c"), whole=False))) == refs(after)


def made(ref, position, assignment="1"):
    return AssignmentOwner(
        id=f"{ref.unit_id}{position}",
        assignment_id=assignment,
        unit_id=ref.unit_id,
        role=ref.role,
        position=position,
    )


@pytest.mark.parametrize(
    ("old", "wanted", "writes"),
    [
        ("a b", "a b", []),
        ("", "a b", ["+a0", "+b1"]),
        ("a b", "b", ["-a0", "b1 to 0"]),
        ("a b c", "a c", ["-b1", "c2 to 1"]),
        ("a b", "b a", ["b1 to 0", "a0 to 1"]),
        ("a b", "c a b", ["+c0", "a0 to 1", "b1 to 2"]),
        ("a", "+a", ["-a0", "+a0"]),
        ("a b", "", ["-a0", "-b1"]),
    ],
)
def test_owners_that_stay_are_moved_and_not_made_anew(old, wanted, writes):
    before = [made(ref, at) for at, ref in enumerate(refs(old))]
    words = {Insert: "+{}", Delete: "-{}", RecordUpdate: "{} to {}"}
    found = [
        words[type(write)].format(write.record.id, *getattr(write, "fields", {}).values())
        for write in owner_writes(before, refs(wanted), made)
    ]
    assert found == writes
