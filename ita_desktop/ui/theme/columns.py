"""Default column widths of all tables, in px at 100 %, and the widths that some grow to; widths set
by the user are stored separately."""

from typing import Final


class ColumnWidth:
    """Common widths."""

    USUAL: Final = 120


class BackupColumns:
    """The list of backups."""

    WHEN: Final = 190
    REASON: Final = 290
    SIZE: Final = 100


class ContentColumns:
    """What is found in the content of a year."""

    SEVERITY: Final = 76
    WHERE: Final = 170
    FIX: Final = 240


class RowHistoryColumns:
    """The history of a row."""

    WHEN: Final = 120
    WHO: Final = 130
    VALUE: Final = 220


class ImportColumns:
    """The preview of an import."""

    TICK: Final = 40
    ACTION: Final = 92
    PLACE: Final = 94
    NARROWEST: Final = 74
    """Least width of a column of the file; ``WIDEST`` is the greatest."""
    WIDEST: Final = 300


class LeftColumns:
    """Rows that are not imported: all columns are visible in a low window."""

    PLACE: Final = 100
    CONTENT: Final = 300
    WHY: Final = 360
    HEADING: Final = 90
    TYPED: Final = 170
    WHY_TYPED: Final = 250
    CONTENT_TYPED: Final = 150


class QuestionColumns:
    """Unknown names of an import."""

    NAME: Final = 170
    ROWS: Final = 120
    NEAR: Final = 190
    ANSWER: Final = 250


class FoundColumns:
    """The parts that were found in imported files."""

    TICK: Final = 40
    KIND: Final = 160
    YEAR: Final = 82
    NEW: Final = 56
    CHANGED: Final = 72
    SAME: Final = 98
    CHECK: Final = 250
    PLACE: Final = 150


class LinkColumns:
    """The links of the evidence, with their last check."""

    ITEM: Final = 56
    LINK: Final = 180
    STATE: Final = 150
    WHY: Final = 290
    WHEN: Final = 110
    CHANGE: Final = 120


class MappingColumns:
    """The columns of an imported table."""

    HEADING: Final = 240
    FIELD: Final = 210
    NOTE: Final = 150
    EXAMPLES: Final = 260


class AnswerColumns:
    """What is remembered of imports."""

    WHAT: Final = 210
    TEXT: Final = 280
    MEANING: Final = 280
    DECIDED: Final = 110


class DocumentColumns:
    """Documents."""

    TITLE: Final = 160
    TITLE_WIDE: Final = 340
    STATUS: Final = 120
    MISSING: Final = 186
    MISSING_WIDE: Final = 640


class ErasableColumns:
    """The dialog to erase data."""

    NAME: Final = 340
    MORE: Final = 420
    YEAR: Final = 64


class PublicPageColumns:
    """The dialog of the public page."""

    FILE: Final = 420
    ACTION: Final = 120


class SavedColumns:
    """The dialog to save documents, with a column per format."""

    ABOUT: Final = 190
    FORMAT: Final = 70


class ChapterColumns:
    """The chapters of the book of measures."""

    SHOWN: Final = 52
    NUMBER: Final = 60
    TITLE: Final = 240
    ORIGIN: Final = 104
    ORIGIN_WIDE: Final = 220


class MeasureColumns:
    """Measures."""

    ITEMS: Final = 92
    METHOD: Final = 180
    METHOD_WIDE: Final = 440
    MORE_WORDS: Final = 60
    """Width that texts should gain before another column is shown."""
    OWNERS: Final = 122
    OWNERS_WIDE: Final = 190
    SCHEDULE: Final = 104
    SCHEDULE_WIDE: Final = 150
    KIND: Final = 150
    STRIP: Final = 364
    MONITORING: Final = 200
    FINDING: Final = 200
    STATUS: Final = 118
    NOTE: Final = 160


class FindingColumns:
    """The analysis."""

    ITEMS: Final = 84
    SCORE: Final = 72
    PRACTICE: Final = 176
    TEXT: Final = 130
    IMPROVEMENT: Final = 154
    TEXT_WIDE: Final = 260
    UNUSED: Final = 74
    UNUSED_LONG: Final = 112
    """Width of a text column without content, as needed by its heading."""
    ISSUE: Final = 190
    ISSUE_WIDE: Final = 420
    MEASURES: Final = 150
    NOTE: Final = 160


class TimeColumns:
    """Occurrences of measures."""

    DUE: Final = 112
    ITEMS: Final = 92
    METHOD: Final = 220
    METHOD_WIDE: Final = 440
    OWNERS: Final = 122
    STATE: Final = 138
    DAY: Final = 104
    RESULT: Final = 150
    RESULT_WIDE: Final = 300
    PHOTOS: Final = 64


class OitColumns:
    """OIT items."""

    CODE: Final = 56
    TITLE: Final = 130
    TITLE_WIDE: Final = 560
    OWNERS: Final = 140
    OWNERS_WIDE: Final = 210
    DUE: Final = 100
    DUE_WIDE: Final = 140
    AS_OF: Final = 100
    MET: Final = 60
    STATE: Final = 118
    SCORE: Final = 76
    NOTE: Final = 160


class RosterColumns:
    """The roster."""

    NUMBER: Final = 68
    NAME: Final = 190
    NAME_WIDE: Final = 250
    POST: Final = 180
    POST_WIDE: Final = 400
    UNIT: Final = 194
    UNIT_WIDE: Final = 400
    ROLE: Final = 180
    ROLE_WIDE: Final = 260
    NOTE: Final = 160


class PersonColumns:
    """The register of people."""

    NAME: Final = 190
    NAME_WIDE: Final = 250
    JOB: Final = 180
    JOB_WIDE: Final = 320
    UNIT: Final = 160
    UNIT_WIDE: Final = 300
    POSTS: Final = 180
    POSTS_WIDE: Final = 360
    PHONE: Final = 120
    EMAIL: Final = 150


class TenureColumns:
    """Positions and their holders."""

    POST: Final = 200
    POST_WIDE: Final = 400
    UNIT: Final = 140
    PERSON: Final = 180
    PERSON_WIDE: Final = 260
    ACTING: Final = 140
    DAY: Final = 100
    STATE: Final = 130
    YEAR: Final = 160
    YEAR_WIDE: Final = 380
    NOTE: Final = 140


class DutyColumns:
    """The duties of a body, in the roster's pane."""

    NUMBER: Final = 44
    TEXT: Final = 200


class WordingColumns:
    """The editable texts of documents."""

    TITLE: Final = 240
    STATE: Final = 150


class ScoreColumns:
    """The score tree."""

    BEFORE: Final = 74
    CHANGE: Final = 84
    CODE: Final = 100
    TITLE: Final = 120
    WEIGHT: Final = 64
    OWN: Final = 86
    OFFICIAL: Final = 74
    DIFFERENCE: Final = 150
    WHAT_IF: Final = 76


class UnitColumns:
    """Units."""

    NAME: Final = 250
    NAME_WIDE: Final = 380
    SHORT_NAME: Final = 150
    SHORT_NAME_WIDE: Final = 260
    ALIASES: Final = 300
    ALIASES_WIDE: Final = 600
    KIND: Final = 120


class CalendarColumns:
    """The year's calendar."""

    DAY: Final = 116
    TITLE: Final = 420
    BASIS: Final = 116
    NOTE: Final = 260


class WeightColumns:
    """Weights of the assessment."""

    CODE: Final = 96
    NAME: Final = 420
    WEIGHT: Final = 104
    MARK: Final = 116


class CarriedColumns:
    """Items that changed since the year before."""

    ITEMS: Final = 120
    FATE: Final = 170
    ENTERED: Final = 220
    SETTLED: Final = 90


class DraftColumns:
    """The parts of a draft framework."""

    CONFIRMED: Final = 96
    CODE: Final = 96
    NAME: Final = 320
    VALUE: Final = 200


class FrameworkColumns:
    """The year's framework."""

    CODE: Final = 112
    TITLE: Final = 220
    WEIGHT: Final = 70
    RULE: Final = 162
    SCALE: Final = 134
    REVERSED: Final = 90
    CONFIRMED: Final = 96
    INDICATOR: Final = 200
    POINT: Final = 180
    PART: Final = 100
    OPTIONAL: Final = 58
    NO_UNIT: Final = 72


class AttendanceColumns:
    """The attendance list of a meeting."""

    NUMBER: Final = 58
    NAME: Final = 146
    NAME_WIDE: Final = 240
    POST: Final = 130
    POST_WIDE: Final = 360
    ROLE: Final = 150
    PRESENCE: Final = 118
    SUBSTITUTE: Final = 126
    SUBSTITUTE_POST: Final = 150
    REASON: Final = 120


class ActionColumns:
    """The tasks of a meeting."""

    TEXT: Final = 200
    TEXT_WIDE: Final = 480
    OWNER: Final = 140
    OWNER_WIDE: Final = 200
    DAY: Final = 104
    STATUS: Final = 118
    NOTE: Final = 140


class LetterColumns:
    """Memos and letters."""

    KIND: Final = 118
    SUBJECT: Final = 180
    SUBJECT_WIDE: Final = 480
    NUMBER: Final = 130
    DAY: Final = 104
    TO: Final = 140
    TO_WIDE: Final = 240
    STATUS: Final = 150


class SurveyColumns:
    """Respondents, counts, links and rules of the surveys."""

    INSTRUMENT: Final = 92
    UNIT: Final = 190
    KIND: Final = 150
    KIND_WIDE: Final = 240
    NUMBER: Final = 92
    LEAST: Final = 118
    REASON: Final = 150
    NOTE: Final = 120
    RULE_NOTE: Final = 260
    DAY: Final = 116
    GROUP: Final = 360
    AUDIENCE: Final = 180
    URL: Final = 300
    LANGUAGES: Final = 120
    UNITS: Final = 280


class CollectingColumns:
    """The board of a collection round."""

    UNIT: Final = 230
    ANSWER: Final = 220
    STATE: Final = 140
    DAY: Final = 110
    NUMBER: Final = 76
    MISSING: Final = 300


class FilingColumns:
    """What is filed for OIT items."""

    CODE: Final = 56
    TITLE: Final = 160
    LINKS: Final = 190
    WORDS: Final = 190
    DAY: Final = 92
    SINCE: Final = 124


class CityColumns:
    """The tables of the city."""

    RANK: Final = 62
    NAME: Final = 150
    SCORE: Final = 80
    CHANGE: Final = 112
    LEVEL: Final = 118
    BLOCKS: Final = 176
    LATE: Final = 128
    NOTE: Final = 240
    GROUP: Final = 130
    CODE: Final = 64
    TITLE: Final = 300
    SPREAD: Final = 190
    OFFICIAL: Final = 90
    MEASURES: Final = 90
    YEAR: Final = 70
