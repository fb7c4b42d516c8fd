"""Which columns of personal data each document for everybody prints, because its form has them.

A document that prints another one needs a change here, and a reason.
"""

from collections.abc import Mapping
from typing import Final

NEEDED: Final[Mapping[str, str]] = {
    "appointment-order": (
        "AppointmentOrder acting_for ground purpose signatory_post title; Duty text; Member "
        "post role; Person name prefix"
    ),
    "memo": (
        "Assignment details; Attachment title; Endorsement addressee signatory_post text; Letter "
        "acting_for "
        "addressee body phone refers signatory_post subject; Person name prefix"
    ),
    "unit-letters": (
        "Assignment details; Attachment title; Letter acting_for body phone refers signatory_post "
        "subject; Person name prefix"
    ),
    "agenda": (
        "ActionItem post text; Owner post; AgendaItem detail presenter title; "
        "AssessorRemark "
        "text; Attachment title; Meeting place title"
    ),
    "attendance": (
        "Attendance name post substitute substitute_post; Meeting place title; Member role; "
        "Person name prefix"
    ),
    "attendance-recorded": (
        "Attendance name post reason substitute substitute_post; Meeting place title; Member "
        "role; Person name prefix"
    ),
    "survey-poster": "SurveyLink audience",
    "survey-poster-a5": "SurveyLink audience",
    "survey-poster-a5x2": "SurveyLink audience",
    "minutes": (
        "ActionItem post text; Owner post; AgendaItem detail minutes resolution title; "
        "AssessorRemark "
        "text; Attendance name post reason substitute substitute_post; Meeting place title; "
        "Member role; Person name prefix"
    ),
    "meeting-pack": (
        "ActionItem post text; Owner post; AgendaItem detail presenter title; "
        "AppointmentOrder "
        "acting_for ground purpose signatory_post title; AssessorRemark text; Assignment details; "
        "Attachment "
        "file_name title; Attendance name post substitute substitute_post; Duty text; "
        "Endorsement addressee signatory_post text; Letter acting_for addressee body phone refers "
        "signatory_post subject; "
        "Meeting place title; Member post role; Person name prefix"
    ),
    "committee-roster": "Member post role; Person name prefix",
    "analysis-by-indicator": (
        "Finding issue; FindingItem title; Measure finding method monitoring; MeasureItem title"
    ),
    "analysis-by-item": (
        "Finding improvement issue practice strength weakness; FindingItem title; Measure "
        "monitoring schedule"
    ),
    "measures-by-item": "Measure method schedule source; MeasureItem title",
    "measures-by-indicator": "Measure method monitoring schedule source",
    "communication-plan": "Measure method monitoring schedule; MeasureItem title; Photo caption",
    "monitoring-summary": "Measure method",
    "unit-worksheet": (
        "Entry links reason result text; Evidence location title; Measure method schedule"
    ),
    "oit-assignments": "Assignment details",
    "oit-filing": "Evidence location title",
    "oit-remarks": "AssessorRemark answer mend proof text",
    "oit-dossier": "Evidence location title",
    "image-communication": "Measure method; Photo caption",
    "one-stop-service": "Measure method; Photo caption",
    "measures-book": "Chapter text title",
    "progress-report": (
        "Entry links reason result text; Finding issue; FindingItem title; Measure finding "
        "method; MeasureItem title; Photo caption"
    ),
    "result-analysis": "AssessorRemark text",
    "director-brief": "ActionItem text",
}
"""The record and its columns, ``;`` between records; a document that is not here prints none."""


def needed(document: str) -> set[str]:
    """The columns as ``Record.column``."""
    return {
        f"{record}.{column}"
        for part in NEEDED.get(document, "").split(";")
        for record, *columns in [part.split() or [""]]
        for column in columns
    }
