"""Where the command line begins: which command, in which language, and how it may end."""

import contextlib
import gc
import logging
import os
import signal
import sys
from collections.abc import Iterator, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import Final, TextIO

from ita_desktop import __version__, error_log
from ita_desktop.cli.parser import Parser, Subparsers, flag
from ita_desktop.domain.errors import InputError, ItaError, reason_of
from ita_desktop.home import keep_own
from ita_desktop.i18n import LANGUAGES, language, sentence, tr

_GROUPS: Final[Mapping[str, tuple[str, ...]]] = {
    "workspaces": ("new", "sample", "history", "undo", "redo", "backup", "restore", "join"),
    "personal": ("hand-on", "erase"),
    "imports": ("import", "template"),
    "scores": ("score", "plan", "compare"),
    "check": ("check", "links", "doctor"),
    "documents": ("documents", "export", "brief", "calendar", "site"),
    "papers": ("compare-paper", "sign", "signed"),
    "collecting": ("round",),
    "server": ("server",),
    "city": ("city",),
    "settings": ("settings", "wordings"),
    "frameworks": ("frameworks",),
}
"""The modules of the command line, with the commands that each of them adds."""
COMMANDS: Final = {command: group for group, added in _GROUPS.items() for command in added}
TAKE_PDF = "--take-pdf"
"""How the program begins itself to read a PDF that nobody trusts, for a document."""
READ_PDF = "--read-pdf"
"""As above, for an import."""
_INTERRUPTED = 130
_ENDED = 143
_SELDOM = (20_000, 20, 20)
"""How often garbage is looked for: a command ends soon, and looking costs a fifteenth of it."""


def _as_limited_process(arguments: Sequence[str]) -> int:
    """Runs the piece of the program that a process with limits was begun for."""
    if arguments[0] == READ_PDF:
        from ita_desktop.exchange.files.pdf.process import main as read_pdf

        return read_pdf(arguments[1:])
    from ita_desktop.documents.office_files import main as take_pdf

    return take_pdf(arguments[1:])


def main(argv: Sequence[str] | None = None) -> int:
    """Runs the program and returns its exit code: 0 done, 1 done with findings, 2 wrong usage or
    unreadable input, 3 the workspace cannot be used. Never a traceback."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    if arguments[:1] in ([TAKE_PDF], [READ_PDF]):
        return _as_limited_process(arguments)
    if COMMANDS.keys() & set(arguments):
        _open_closed_streams()
    _speak_utf8()
    _quiet_libraries()
    keep_own()
    try:
        arguments = _choose_language(arguments)
        if any(argument in COMMANDS for argument in arguments[:1]):
            return _command(arguments)
        return _window(arguments)
    except BrokenPipeError:
        # The reader of a pipe has gone (``| head``): that is its right.
        _write_no_more()
        return 0
    except KeyboardInterrupt:
        return _INTERRUPTED
    except Exception as error:  # noqa: BLE001 - not even a mistake of ours may end in a traceback
        failed = _described(error)
        if sys.stderr is None:
            # The window's own program on Windows has no console.
            from ita_desktop.app import show_failure

            show_failure(sentence(failed))
        else:
            from ita_desktop.cli.output import print_error

            with contextlib.suppress(OSError):  # nobody listens any more
                print_error(failed)
        return failed.exit_code


def _described(error: Exception) -> ItaError:
    if isinstance(error, ItaError):
        return error
    if isinstance(error, OSError):
        _write_no_more()
        return InputError(
            "อ่านหรือเขียนไม่ได้ ({reason})",
            where=str(error.filename or ""),
            remedy="ตรวจชื่อ สิทธิ์ และเนื้อที่ว่าง แล้วลองใหม่",
            reason=reason_of(error),
        )
    return InputError(
        "โปรแกรมทำงานผิดพลาด ({kind})",
        remedy="ส่งไฟล์ {log} ให้ผู้ดูแลโปรแกรม",
        kind=type(error).__name__,
        log=error_log.note(error),
    )


def _write_no_more() -> None:
    """What is still to be written goes nowhere, so that Python's end does not fail on it."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _open_closed_streams() -> None:
    """What a command says goes nowhere if who began it has closed its streams (``2>&-``): no file
    gets their numbers, and no box is shown where nobody looks. Windows' program without a console
    has no stderr either, and shows its failures."""
    sys.stdout = sys.stdout or _nowhere()
    if os.name != "nt":
        sys.stderr = sys.stderr or _nowhere()


def _nowhere() -> TextIO:
    return Path(os.devnull).open("w", encoding="utf-8")


def _speak_utf8() -> None:
    """Thai comes out whole wherever it is written to, a Windows console included."""
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(AttributeError, ValueError):
            stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]


def _quiet_libraries() -> None:
    """What a library notes for developers is printed nowhere: it is English, it may come with a
    traceback, and it may quote what somebody typed. What went wrong is told by who asked for it."""
    logging.getLogger().addHandler(logging.NullHandler())


def _choose_language(arguments: list[str]) -> list[str]:
    """Takes ``--lang`` out of the arguments and follows it."""
    rest = []
    words = iter(arguments)
    for word in words:
        name, equals, value = word.partition("=")
        if name != "--lang":
            rest.append(word)
            continue
        chosen = value if equals else next(words, "")
        if chosen not in LANGUAGES:
            raise InputError("ไม่มีภาษา “{code}”", remedy="ใช้ --lang th หรือ --lang en", code=chosen)
        language.choose(chosen)
    return rest


def _command(arguments: list[str]) -> int:
    gc.enable()
    gc.set_threshold(*_SELDOM)
    with _ending_in_order():
        args = _parser_of(arguments[0]).parse_args(arguments)
        code: int = args.run(args)
        sys.stdout.flush()
    return code


@contextlib.contextmanager
def _ending_in_order() -> Iterator[None]:
    """Told to end (``kill``, the end of a session), a command leaves by its own way out, which
    takes its working files away."""

    def leave(*_: object) -> None:
        sys.exit(_ENDED)

    try:
        before = signal.signal(signal.SIGTERM, leave)
    except ValueError:  # only the first thread of a program is told
        yield
        return
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _parser_of(command: str) -> Parser:
    """The parser of one command: the others need not be loaded for it."""
    parser = _base_parser()
    _add_group(COMMANDS[command], _add_subparsers(parser))
    return parser


def build_parser() -> Parser:
    """The parser of all commands."""
    parser = _base_parser()
    subparsers = _add_subparsers(parser)
    for group in _GROUPS:
        _add_group(group, subparsers)
    return parser


def _add_group(group: str, subparsers: Subparsers) -> None:
    """Adds the commands of a module, imported only now: the start of a window needs none."""
    import_module(f"ita_desktop.cli.{group}").add_to(subparsers)


def _add_subparsers(parser: Parser) -> Subparsers:
    return parser.add_subparsers(title=tr("คำสั่งที่ใช้ได้"), metavar="COMMAND", dest="command")


def _base_parser() -> Parser:
    parser = Parser(
        prog="ita-desktop",
        description=tr(
            "งาน ITA ของสำนักงานเขต: คณะกรรมการ งาน OIT มาตรการ คะแนน และเอกสาร ในแฟ้มเดียว"
        ),
    )
    parser.add_argument(
        "--version",
        action="version",
        version=f"ita-desktop {__version__}",
        help=tr("แสดงรุ่นของโปรแกรม"),
    )
    parser.add_argument("--lang", choices=LANGUAGES, help=tr("ภาษาที่แสดง"))
    return parser


def _window(arguments: list[str]) -> int:
    """Opens the window on a file, the sample, the last workspace, or the welcome page."""
    if {"-h", "--help"} & set(arguments):
        parser = build_parser()
        _add_window_arguments(parser)
        parser.print_help()
        return 0
    parser = _base_parser()
    _add_window_arguments(parser)
    args = parser.parse_args(arguments)
    from ita_desktop.app import run

    return run(args.file, sample=args.sample, exit_when_shown=args.exit_when_shown)


def _add_window_arguments(parser: Parser) -> None:
    words = tr("แฟ้มงาน .ita ที่จะเปิด หรือที่อยู่งานร่วม postgresql://…")
    parser.add_argument("file", nargs="?", metavar="FILE", help=words)
    flag(parser, "--sample", tr("เปิดสำเนาใหม่ของแฟ้มตัวอย่าง"))
    flag(parser, "--exit-when-shown", tr("ปิดทันทีที่หน้าต่างแสดง และพิมพ์เวลาเป็นมิลลิวินาที"))
