"""Drafts of mails to units: text from a wording, the form attached. Nothing is sent from here."""

from collections.abc import Mapping
from email.message import EmailMessage
from email.policy import SMTP
from typing import TYPE_CHECKING, Final

from ita_desktop.domain.records import Person
from ita_desktop.domain.year import YearData

if TYPE_CHECKING:
    from ita_desktop.documents.reports.collecting.unit_form import SentForm

_TYPES: Final = {
    "xlsx": "vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "vnd.openxmlformats-officedocument.wordprocessingml.document",
}


def draft(sent: "SentForm", files: Mapping[str, bytes]) -> bytes:
    """Return a mail as an .eml file that mail programs open as a draft."""
    from ita_desktop.documents.reports.collecting.unit_mail import subject_of, text_of

    return written(addresses_of(sent.data, sent.unit.id), subject_of(sent), text_of(sent), files)


def written(to: tuple[str, ...], subject: str, text: str, files: Mapping[str, bytes]) -> bytes:
    """Return a draft with its attachments."""
    mail = EmailMessage(policy=SMTP)
    # Outlook opens a message with this header for writing.
    mail["X-Unsent"] = "1"
    if to:
        mail["To"] = ", ".join(to)
    mail["Subject"] = subject
    mail.set_content(text)
    for name, content in files.items():
        kind = _TYPES.get(name.rpartition(".")[2], "octet-stream")
        mail.add_attachment(content, maintype="application", subtype=kind, filename=name)
    return mail.as_bytes()


def addresses_of(data: YearData, unit_id: str) -> tuple[str, ...]:
    """Return the mail address of a unit: of the first of its people who has one."""
    people: list[Person] = [person for person in data.people if person.unit_id == unit_id]
    return tuple(person.email for person in people if _is_address(person.email))[:1]


def _is_address(text: str) -> bool:
    return text.count("@") == 1 and text.isascii() and not any(map(str.isspace, text))
