"""What participants said, as rows: instruments and their questions, submissions, one row per chosen option.

Nothing here names a person: a respondent is a keyed pseudonym, free text is masked, and columns that no codebook
maps never came this far. A question that stands in an instrument version was asked; one without an answer row was
not answered; one that does not stand there was not asked.
"""

from datetime import date, datetime

import pandera.polars as pa

from schemas import fields
from schemas.table import Table

TOOL = r"^[a-z][a-z0-9_]*$"
"""A survey tool's short name. Which tools there are, `tasks/read/surveys/formats.py` alone says."""
QUESTION_KINDS = ["scale", "single", "multiple", "number", "text"]
MEASURES = [
    "usefulness",
    "relevance",
    "concrete_tools",
    "competence",
    "recommend",
    "intention",
    "benchmark_need",
    "benchmark_it_department",
    "benchmark_supplier_dialogue",
    "comment",
    "other",
]
"""What a question measures, so that waves and tools can be set side by side; `benchmark_*` are the auditor's items."""
DIRECTIONS = ["up", "down"]
OCCASIONS = ["before", "after", "later"]
ORGANISATION_SOURCES = ["question", "email_domain"]
STATUSES = ["complete", "incomplete", "test"]
VERSION = r"^[0-9a-f]{12}$"
PSEUDONYM = r"^[0-9a-f]{32}$"


class Instruments(Table):
    """One row per survey export that was read: which instrument in which version, by which codebook and key."""

    file_sha256: str = fields.sha256()
    member: str = fields.member()
    programme_id: str = fields.required("Programme the survey belongs to.")
    instrument_id: str = fields.required("Short name of the questionnaire, from the codebook.")
    instrument_version: str = pa.Field(
        str_matches=VERSION, description="Digest of its questions as found: text, order, kind, scale and options."
    )
    occasion: str = pa.Field(
        isin=OCCASIONS, description="Asked before a gathering, right after it, or some time later."
    )
    tool: str = pa.Field(
        str_matches=TOOL, description="Tool whose export format was recognised: nettskjema, plain_csv …"
    )
    is_untried: bool = fields.required("Whether the format was built from a description, no real export being at hand.")
    language_code: str = fields.text("Language of the questionnaire, ISO 639-1: nb, nn, en.")
    codebook_sha256: str = pa.Field(str_matches=fields.SHA256, description="sha256 of the codebook's own bytes.")
    key_id: str = fields.required("Which pseudonym key was used; two key ids cannot be joined on respondents.")
    raw_sha256: str = pa.Field(str_matches=fields.SHA256, description="sha256 of the raw export, which may be gone.")
    read: int = pa.Field(ge=0, description="Rows of the raw export below its headers.")
    landed_at: datetime = fields.required("When the raw export landed first, UTC.")
    left_out: int = pa.Field(ge=0, description="Rows that are nobody's answer: totals below the others.")
    erased: int = pa.Field(ge=0, description="Submissions taken out because a person asked for it.")


class Questions(Table):
    """One row per question of an instrument version, as found in one export."""

    file_sha256: str = fields.sha256()
    member: str = fields.member()
    instrument_id: str = fields.required("Questionnaire.")
    instrument_version: str = pa.Field(str_matches=VERSION, description="Version of the questionnaire.")
    question_code: str = fields.required("Short name of the question: the same in every wave and tool.")
    position: int = pa.Field(ge=1, description="Order in which the export has it, from 1.")
    question_text: str = fields.required("The question as the export words it.")
    question_kind: str = pa.Field(isin=QUESTION_KINDS, description="Scale, one choice, several, a number, or text.")
    measure: str = pa.Field(isin=MEASURES, description="What it measures, across waves and tools.")
    kirkpatrick_level: int = pa.Field(
        nullable=True, in_range={"min_value": 1, "max_value": 4}, description="1 reaction, 2 learning, 3 behaviour."
    )
    scale_minimum: int = fields.text("Lowest step of the scale.")
    scale_maximum: int = fields.text("Highest step of the scale.")
    scale_direction: str = pa.Field(
        nullable=True, isin=DIRECTIONS, description="`up` when the highest step is the best, `down` when the lowest is."
    )


class QuestionOptions(Table):
    """One row per option of a question in an instrument version, as found in one export."""

    file_sha256: str = fields.sha256()
    member: str = fields.member()
    instrument_id: str = fields.required("Questionnaire.")
    instrument_version: str = pa.Field(str_matches=VERSION, description="Version of the questionnaire.")
    question_code: str = fields.required("Question.")
    option_code: str = fields.required("Short name of the option: the same in every wave and tool.")
    position: int = pa.Field(ge=1, description="Order among the options, from 1.")
    label: str = fields.required("The option as the codebook words it.")


class UnmappedColumns(Table):
    """One row per column of an export that the codebook does not map: listed, and kept out."""

    file_sha256: str = fields.sha256()
    member: str = fields.member()
    instrument_id: str = fields.required("Questionnaire.")
    place: str = fields.required("Column letter, as a spreadsheet counts; its header stays out too.")


class Submissions(Table):
    """One row per filled-in questionnaire."""

    file_sha256: str = fields.sha256()
    member: str = fields.member()
    programme_id: str = fields.required("Programme.")
    instrument_id: str = fields.required("Questionnaire.")
    instrument_version: str = pa.Field(str_matches=VERSION, description="Version of the questionnaire.")
    gathering_id: str = fields.text("Gathering it is about, where the codebook says it; else by date in staging.")
    respondent: str = pa.Field(
        nullable=True, str_matches=PSEUDONYM, description="Keyed pseudonym of the respondent; null when anonymous."
    )
    person: str = pa.Field(
        nullable=True,
        str_matches=PSEUDONYM,
        description="Keyed pseudonym that tells people apart: of an address, or of all names with the organisation.",
    )
    organisation_number: str = fields.organisation_number(
        "Organisation of the respondent, from a question or the e-mail's domain.", nullable=True
    )
    organisation_source: str = pa.Field(
        nullable=True, isin=ORGANISATION_SOURCES, description="How the organisation is known."
    )
    submitted_at: datetime = fields.text("When it was submitted, UTC; null where the tool keeps no time.")
    submitted_on: date = fields.text("Local calendar date (Europe/Oslo) of submission.")
    is_timezone_assumed: bool = fields.required("Whether the export had no zone, and Europe/Oslo was assumed.")
    status: str = pa.Field(
        isin=STATUSES, description="Handed in, only opened, or a preview or test, as far as tool and codebook say."
    )


class Answers(Table):
    """One row per answer given: per chosen option, per number, per text.

    A row with none of them is a question that was answered with none of its options, or off its scale.
    """

    file_sha256: str = fields.sha256()
    member: str = fields.member()
    instrument_id: str = fields.required("Questionnaire.")
    instrument_version: str = pa.Field(str_matches=VERSION, description="Version of the questionnaire.")
    question_code: str = fields.required("Question.")
    option_code: str = fields.text("Option that was chosen.")
    number: float = fields.text("Number that was given, or the step of a scale.")
    text: str = fields.text("What was written, masked: e-mail, phone, identity numbers, addresses, links.")
    is_off_scale: bool = fields.required("Whether the answer lies beside the question: does not know, not relevant.")
