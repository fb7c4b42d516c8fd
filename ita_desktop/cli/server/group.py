"""server: shared workspaces."""

from ita_desktop.cli.parser import Subparsers
from ita_desktop.cli.server import guiding, moving, setting_up, users
from ita_desktop.i18n import tr


def add_to(subparsers: Subparsers) -> None:
    """Adds the commands of this room."""
    parser = subparsers.add_parser("server", help=tr("งานร่วมบนเครื่องแม่ข่าย"))
    parts = parser.add_subparsers(metavar=tr("คำสั่งย่อย"), required=True)
    for group in (guiding, setting_up, users, moving):
        group.add_to(parts)
