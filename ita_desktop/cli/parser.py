"""The argument parser that speaks the user's language, and what all commands share."""

import argparse
import re
import sys
from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NoReturn

from ita_desktop.domain.errors import InputError, Phrase
from ita_desktop.i18n import tr

if TYPE_CHECKING:
    from ita_desktop.storage.server.address import Address

Run = Callable[[argparse.Namespace], int]
Subparsers = Any
"""What argparse's add_subparsers gives; it has no public type."""
Arguments = Any
"""A parser or a group of it, which have no public type in common."""

_NAME_A_FILE = Phrase("ใช้ที่อยู่ได้เฉพาะแทนแฟ้มงาน ที่นี่ให้บอกชื่อไฟล์หรือโฟลเดอร์")
# argparse words its complaints in English only.
_COMPLAINTS = (
    (r"the following arguments are required: (.+)", "ยังขาด {0}"),
    (r"one of the arguments (.+) is required", "ยังขาด {0}"),
    (r"unrecognized arguments: (.+)", "ไม่รู้จัก {0}"),
    (r"argument (\S+): expected (?:one|at least one) argument", "{0} ต้องมีค่าตามหลัง"),
    (
        r"argument (\S+): invalid choice: (.+?) \(choose from (.+)\)",
        "{0} ไม่มีค่า {1} เลือกจาก {2}",
    ),
    (r"argument (\S+): invalid int value: (.+)", "{0} ต้องเป็นตัวเลข ไม่ใช่ {1}"),
    (r"argument (\S+): no name", "{0} ว่างเปล่า"),
    (r"argument (\S+): not allowed with argument (\S+)", "ใช้ {0} พร้อมกับ {1} ไม่ได้"),
)


_VALUES: Final = {None: 1, argparse.OPTIONAL: 1}
_MANY: Final = 1_000_000
"""Number of values of an option that takes as many as there are."""


class HelpFormatter(argparse.HelpFormatter):
    """Help in the shown language."""

    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, tr("วิธีใช้: ") if prefix is None else prefix)


class Parser(argparse.ArgumentParser):
    """A parser whose errors are one sentence with the remedy."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        own = {"add_help": False, "allow_abbrev": False, "formatter_class": HelpFormatter}
        super().__init__(*args, **{**kwargs, **own})
        self._positionals.title = tr("สิ่งที่ต้องบอก")
        self._optionals.title = tr("ตัวเลือก")
        self.add_argument("-h", "--help", action="help", help=tr("แสดงวิธีใช้"))

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        """Options may stand anywhere: argparse takes what has no name only where it stands
        together, so it gets the options first."""
        if any(each.nargs == argparse.PARSER for each in self._get_positional_actions()):
            return super().parse_known_args(args, namespace)
        named, rest = list[str](), list[str]()
        words = deque(sys.argv[1:] if args is None else args)
        while words:
            word = words.popleft()
            if word == "--":
                rest += words
                break
            if self._parse_optional(word) is None:
                rest.append(word)
                continue
            named.append(word)
            for _ in range(self._most_values(word)):
                if not words or words[0] == "--" or self._parse_optional(words[0]) is not None:
                    break
                named.append(words.popleft())
        return super().parse_known_args([*named, *(["--", *rest] if rest else ())], namespace)

    def _most_values(self, option: str) -> int:
        """Returns how many words may belong to an option; none if it has its value with it, or is
        unknown."""
        action = self._option_string_actions.get(option)
        if action is None:
            return 0
        return action.nargs if isinstance(action.nargs, int) else _VALUES.get(action.nargs, _MANY)

    def _get_value(self, action: argparse.Action, arg_string: str) -> Any:
        # A script gives nothing where its variable is not set: that is no wish for the default.
        if action.option_strings and not arg_string.strip():
            raise argparse.ArgumentError(action, "no name")
        return super()._get_value(action, arg_string)

    def error(self, message: str) -> NoReturn:
        """Raises InputError with the complaint in the shown language."""
        text = message
        for pattern, template in _COMPLAINTS:
            if match := re.match(pattern, message):
                text = tr(template).format(*map(_unquoted, match.groups()))
                break
        raise InputError("{text}", remedy="ดูวิธีใช้ด้วย {help}", text=text, help=f"{self.prog} --help")


def _unquoted(word: str) -> str:
    plain = word.replace("'", "")
    return plain if plain.strip() else f"“{plain}”"


def command(subparsers: Subparsers, name: str, help_text: str, run: Run) -> argparse.ArgumentParser:
    """Adds a command that ``run`` carries out; returns its parser for the arguments."""
    parser: argparse.ArgumentParser = subparsers.add_parser(
        name, help=help_text, description=help_text
    )
    parser.set_defaults(run=run)
    return parser


def flag(arguments: Arguments, name: str, help_text: str) -> None:
    """Adds what is either said or not."""
    arguments.add_argument(name, action="store_true", help=help_text)


def option(
    arguments: Arguments,
    name: str,
    metavar: str,
    help_text: str,
    read: Callable[[str], object] = str,
    default: str | None = None,
) -> None:
    """Adds a value that ``read`` takes, after an option (``--year``) or in its place (``name``)."""
    arguments.add_argument(name, type=read, default=default, metavar=metavar, help=help_text)


def several(arguments: Arguments, name: str, metavar: str, help_text: str) -> None:
    """Adds an option that may be said several times, each time with a value."""
    arguments.add_argument(name, action="append", default=[], metavar=metavar, help=help_text)


def out_argument(arguments: Arguments, metavar: str, help_text: str) -> None:
    """Adds the place that the command writes to."""
    arguments.add_argument("--out", type=a_file, required=True, metavar=metavar, help=help_text)


def a_name(text: str) -> str:
    """Returns the name of a file or folder; raises ArgumentTypeError for an empty one, which would
    be the folder that the command was begun in."""
    if not text.strip():
        raise argparse.ArgumentTypeError("no name")
    return text


def a_file(text: str) -> Path:
    """Returns the path of a file; raises InputError for the address of a shared workspace."""
    from ita_desktop.storage.server.address import is_address

    if is_address(text):
        raise _not_a_file(text, _NAME_A_FILE)
    return Path(a_name(text))


def _not_a_file(text: str, instead: Phrase) -> InputError:
    """Returns the refusal of an address where a file is needed."""
    from ita_desktop.storage.server.address import parse_address

    return InputError(
        "ที่นี่ต้องเป็นไฟล์ ไม่ใช่ที่อยู่ของงานร่วม",
        where=parse_address(text).shown,
        remedy=instead,
    )


def workspace_place(text: str) -> "Path | Address":
    """Returns where a workspace is: a file, or shared on a server."""
    from ita_desktop.storage.server.address import is_address, parse_address

    return parse_address(text) if is_address(text) else Path(a_name(text))


def address_argument(parser: argparse.ArgumentParser) -> None:
    """The address of a shared workspace."""
    from ita_desktop.storage.server.address import parse_address

    parser.add_argument(
        "address", type=parse_address, metavar="ADDRESS", help=tr("ที่อยู่ของงานร่วม postgresql://…")
    )


def file_argument(parser: argparse.ArgumentParser, *, instead: Phrase | None = None) -> None:
    """The workspace file, or the address of a shared workspace; ``instead`` says what to do with an
    address if the command is for files only."""
    from ita_desktop.storage.server.address import is_address

    def only_file(text: str) -> Path:
        if instead is not None and is_address(text):
            raise _not_a_file(text, instead)
        return Path(a_name(text))

    parser.add_argument(
        "file",
        type=only_file if instead else workspace_place,
        metavar="FILE",
        help=tr("แฟ้มงาน .ita") if instead else tr("แฟ้มงาน .ita หรือที่อยู่ของงานร่วม"),
    )


def year_argument(parser: argparse.ArgumentParser) -> None:
    """The fiscal year; the newest where it is left out."""
    parser.add_argument("--year", type=int, metavar="Y", help=tr("ปีงบประมาณ พ.ศ. (เว้นไว้ = ปีล่าสุด)"))


def json_argument(parser: argparse.ArgumentParser, *, again: bool = False) -> None:
    """JSON instead of text; ``again`` where the parser above takes it, too."""
    default = argparse.SUPPRESS if again else False
    parser.add_argument("--json", action="store_true", default=default, help=tr("พิมพ์ผลเป็น JSON"))
