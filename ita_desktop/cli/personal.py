"""hand-on, erase."""

import argparse
from collections.abc import Sequence

from ita_desktop.cli import parser
from ita_desktop.cli.output import DONE, DONE_WITH_FINDINGS, echo, echo_json, opened
from ita_desktop.domain.errors import InputError, Phrase
from ita_desktop.i18n import in_language, tr
from ita_desktop.services import personal_removal
from ita_desktop.services.personal_removal import Erasable, LeftOut
from ita_desktop.storage.personal.words import MentionPlace
from ita_desktop.storage.tables import kind_of

_TAKE_FIRST = Phrase("นำลงมาเป็นแฟ้มด้วย ita-desktop server take ก่อน แล้วส่งต่อจากแฟ้มนั้น")
_ERASE_AT_HOME = Phrase(
    "นำลงมาด้วย ita-desktop server take ลบถาวรในแฟ้มนั้น แล้วนำขึ้นแทนด้วย server put --replace"
)
_KEPT = [part.value for part in LeftOut if part is not LeftOut.HISTORY]


def add_to(subparsers: parser.Subparsers) -> None:
    """Adds the commands of this file."""
    hand_on = parser.command(
        subparsers,
        "hand-on",
        tr("เขียนสำเนาสำหรับผู้อื่น ไม่มีประวัติ ความเห็น ช่องทางติดต่อ ไฟล์เดิมของภาพ และไฟล์หลักฐาน"),
        _hand_on,
    )
    parser.file_argument(hand_on, instead=_TAKE_FIRST)
    parser.out_argument(hand_on, "FILE2", tr("เขียนสำเนาไว้ที่นี่"))
    hand_on.add_argument(
        "--keep",
        type=_parts,
        default=frozenset(),
        metavar="A,B",
        help=tr("ไม่เว้นสิ่งเหล่านี้: {known}", known=", ".join(_KEPT)),
    )
    parser.json_argument(hand_on)

    erase = parser.command(
        subparsers,
        "erase",
        tr("ลบบุคคล ภาพถ่าย ความเห็น หรือไฟล์หลักฐานถาวร ออกจากข้อมูล ประวัติ และทุกไบต์ของแฟ้ม"),
        _erase,
    )
    parser.file_argument(erase, instead=_ERASE_AT_HOME)
    erase.add_argument("kind", choices=[kind.value for kind in Erasable], help=tr("สิ่งที่จะลบ"))
    erase.add_argument(
        "which",
        nargs="+",
        metavar="WHICH",
        help=tr("ชื่อบุคคล (ชื่อเดิม หรือผู้ที่เอาออกแล้วก็ได้) ชื่อไฟล์ ข้อความของความเห็น หรือรหัสของแถว"),
    )
    erase.add_argument(
        "--also",
        nargs="+",
        action="extend",
        default=[],
        metavar="PLACE",
        help=tr(
            "ลบชื่อและช่องทางติดต่อออกจากข้อความเหล่านี้ด้วย รหัสของที่อยู่ในรายการซึ่งคำสั่งแสดงเมื่อยังไม่มี --yes "
            "ข้อความที่ไม่ได้บอกอาจหมายถึงผู้อื่น จึงไม่เปลี่ยน"
        ),
    )
    parser.flag(erase, "--copies", tr("ลบจากแฟ้มสำรองของแฟ้มนี้ด้วย"))
    parser.flag(erase, "--yes", tr("ยืนยัน: สิ่งที่ลบเรียกคืนไม่ได้"))
    parser.json_argument(erase)


def _parts(words: str) -> frozenset[LeftOut]:
    named = [word.strip() for word in words.split(",") if word.strip()]
    unknown = [word for word in named if word not in _KEPT]
    if unknown:
        raise InputError(
            "--keep ไม่มีค่า {unknown}",
            remedy="ใช้ {known}",
            unknown=" ".join(unknown),
            known=" ".join(_KEPT),
        )
    return frozenset(map(LeftOut, named))


def _hand_on(args: argparse.Namespace) -> int:
    with opened(args.file, read_only=True) as workspace:
        made = personal_removal.hand_on(workspace, args.out, frozenset(LeftOut) - args.keep)
    if args.json:
        counts = {part.value: count for part, count in made.counts.items()}
        echo_json(
            {
                "file": str(args.out),
                "left_out": counts,
                "mentions": dict(made.mentions),
                "free_text": {table: list(columns) for table, columns in made.free.items()},
            }
        )
    else:
        echo(tr("เขียนแฟ้มสำหรับส่งต่อที่ {path} แล้ว ตรวจทุกไบต์แล้วไม่มีสิ่งที่เว้น", path=args.out))
        for part, count in made.counts.items():
            echo(f"  {in_language(personal_removal.LEFT_OUT_WORDS[part])}: {count}")
        if made.mentions:
            echo(in_language(personal_removal.mentioned(made.mentions)))
        if made.free:
            echo(in_language(personal_removal.not_covered(made.free)))
    return DONE_WITH_FINDINGS if made.mentions else DONE


def _erase(args: argparse.Namespace) -> int:
    what = Erasable(args.kind)
    with opened(args.file) as workspace:
        ids = [
            personal_removal.find(workspace, what, word, in_copies=args.copies)
            for word in args.which
        ]
        places = personal_removal.mentions(workspace, what, ids, in_copies=args.copies)
        also = _known(args.also, places)
        if not args.yes:
            _show([place for place in places if place.name not in also], is_json=args.json)
            raise InputError(
                "สิ่งที่ลบถาวรเรียกคืนไม่ได้ และเลิกทำการแก้ไขก่อนหน้าไม่ได้อีก", remedy="ยืนยันด้วย --yes"
            )
        erased = personal_removal.erase(workspace, what, ids, in_copies=args.copies, also=also)
    if args.json:
        echo_json(
            {
                "erased": len(ids),
                "copies": erased.copies,
                "refused": [
                    {"file": str(refused.path), "why": in_language(refused.reason)}
                    for refused in erased.refused
                ],
                "mentions": dict(erased.mentions),
                "places": _of_json(erased.places),
            }
        )
    else:
        for sentence in personal_removal.result_phrases(what, len(ids), erased):
            echo(in_language(sentence))
        _list(erased.places)
    return DONE_WITH_FINDINGS if erased.refused or erased.mentions else DONE


def _known(also: Sequence[str], places: Sequence[MentionPlace]) -> frozenset[str]:
    """Returns the chosen places. Raises InputError for one that is not listed."""
    known = {place.name for place in places if place.can_go}
    unknown = [name for name in also if name not in known]
    if unknown:
        raise InputError(
            "--also ไม่มีที่ชื่อ {unknown}",
            remedy="ดูรายการด้วยคำสั่งเดียวกันที่ไม่มี --also และ --yes",
            unknown=" ".join(unknown),
        )
    return frozenset(also)


def _show(places: Sequence[MentionPlace], *, is_json: bool) -> None:
    """Tells what would stay, because it may mean somebody else."""
    if is_json:
        echo_json({"erased": 0, "places": _of_json(places)})
    elif places:
        echo(tr("ข้อความที่อาจหมายถึงบุคคลนี้หรือผู้อื่น จะไม่เปลี่ยน เว้นแต่บอกด้วย --also:"))
        _list(places)


def _list(places: Sequence[MentionPlace]) -> None:
    for place in places:
        echo(f"  {place.name}  {in_language(personal_removal.mention_text(place))}")


def _of_json(places: Sequence[MentionPlace]) -> list[dict[str, object]]:
    return [
        {
            "place": place.name,
            "kind": in_language(kind_of(place.table)),
            "text": place.text,
            "former": place.is_former,
            "can_go": place.can_go,
        }
        for place in places
    ]
