"""What participants say, as marts. Cells of few people are suppressed, so that no sum gives them back.

Where `is_suppressed` is true the figures of the row are null. Nothing here goes below a gathering: with a few people
from each organisation, every cell of one organisation would be small.
"""

from datetime import date
from typing import Any

import pandera.polars as pa

from schemas import fields
from schemas.parsed.answers import DIRECTIONS, MEASURES, OCCASIONS, QUESTION_KINDS, TOOL
from schemas.table import Table

CHANGES = ["added", "removed", "renamed", "moved", "scale_or_options_changed"]


def _gathering() -> Any:
    return fields.required("Gathering the answers are about.")


def _occasion() -> Any:
    return pa.Field(isin=OCCASIONS, description="Asked before a gathering, right after it, or some time later.")


class FeedbackByGatheringQuestion(Table):
    """One row per gathering, occasion, version of a questionnaire and question: how many answered, and what on average.

    A mean is within one scale only; rows of different scales are never put together. A question that was not asked
    has no row.
    """

    programme_id: str = fields.required("Programme.")
    gathering_id: str = _gathering()
    occasion: str = _occasion()
    instrument_id: str = fields.required("Questionnaire.")
    instrument_version: str = fields.required("Version of the questionnaire.")
    question_code: str = fields.required("Question.")
    question_text: str = fields.required("The question as it was asked.")
    question_kind: str = pa.Field(isin=QUESTION_KINDS, description="Scale, one choice, several, a number, or text.")
    measure: str = pa.Field(isin=MEASURES, description="What it measures, across waves and tools.")
    kirkpatrick_level: int = fields.text("1 reaction, 2 learning, 3 behaviour, 4 results.")
    scale_minimum: int = fields.text("Lowest step of the scale.")
    scale_maximum: int = fields.text("Highest step of the scale.")
    scale_direction: str = pa.Field(
        nullable=True, isin=DIRECTIONS, description="Which end of the scale is the good one."
    )
    asked: int = fields.text("Submissions in which the question was asked.")
    answered: int = fields.text("Submissions in which it was answered, with none of its options too.")
    chose: int = fields.text("Submissions in which something was chosen or written; null where few chose none.")
    off_scale: int = fields.text("Submissions off the scale: does not know, not relevant. No part of `answered`.")
    mean: float = fields.text("Mean answer, on the row's own scale.")
    recommend_score: float = fields.text(
        "Recommend score (NPS): share answering 9–10 less share answering 0–6, in points from −100 to 100."
    )
    is_suppressed: bool = fields.required("Whether figures are left out because too few answered.")

    class Config(Table.Config):
        """Key."""

        unique = [
            "programme_id",
            "gathering_id",
            "occasion",
            "instrument_id",
            "instrument_version",
            "question_code",
        ]


class FeedbackDistribution(Table):
    """One row per gathering, occasion, version of a questionnaire, question and option: how many chose it."""

    programme_id: str = fields.required("Programme.")
    gathering_id: str = _gathering()
    occasion: str = _occasion()
    instrument_id: str = fields.required("Questionnaire.")
    instrument_version: str = fields.required("Version of the questionnaire.")
    question_code: str = fields.required("Question.")
    option_code: str = fields.required("Option, or step of a scale.")
    position: int = pa.Field(ge=1, description="Order among the options.")
    option_label: str = fields.required("The option in words; a step without words is its number.")
    asked: int = fields.text("Submissions in which the question was asked.")
    answered: int = fields.text("Submissions in which it was answered, with none of its options too.")
    chose: int = fields.text("Submissions in which something was chosen; null where few chose none.")
    answers: int = fields.text("How many chose it.")
    share: float = fields.text("Share of those who answered the question.")
    is_suppressed: bool = fields.required("Whether the cell is left out: too few, or it would give such a cell back.")

    class Config(Table.Config):
        """Key."""

        unique = [
            "programme_id",
            "gathering_id",
            "occasion",
            "instrument_id",
            "instrument_version",
            "question_code",
            "option_code",
        ]


class ThemesByGathering(Table):
    """One row per gathering, occasion and theme: in how many comments it is found. A comment can have several themes.

    Found by words (warehouse/lexicons/themes.toml); `bestillerpuls themes` prints how right that is.
    """

    programme_id: str = fields.required("Programme.")
    gathering_id: str = _gathering()
    occasion: str = _occasion()
    theme_code: str = fields.required("Theme.")
    theme_nb: str = fields.required("Theme in Norwegian.")
    theme_en: str = fields.required("Theme in English.")
    comments: int = fields.text("Submissions with a comment.")
    mentions: int = fields.text("Submissions whose comments tell the theme.")
    share: float = fields.text("Share of the submissions with a comment.")
    is_suppressed: bool = fields.required("Whether figures are left out because they are of too few.")

    class Config(Table.Config):
        """Key."""

        unique = ["programme_id", "gathering_id", "occasion", "theme_code"]


class IntendedChanges(Table):
    """One row per gathering, occasion, question about intentions and option: who means to do something differently.

    An intention right after a gathering is a reaction (level 1), no evidence of practice.
    """

    programme_id: str = fields.required("Programme.")
    wave_id: str = fields.required("Wave of the gathering.")
    gathering_id: str = _gathering()
    occasion: str = _occasion()
    instrument_id: str = fields.required("Questionnaire.")
    instrument_version: str = fields.required("Version of the questionnaire.")
    question_code: str = fields.required("Question.")
    option_code: str = fields.required("What is meant to change, or how surely.")
    option_label: str = fields.required("The same in words.")
    asked: int = fields.text("Submissions in which the question was asked.")
    answered: int = fields.text("Submissions in which it was answered, with none of its options too.")
    chose: int = fields.text("Submissions in which something was chosen; null where few chose none.")
    answers: int = fields.text("How many chose it.")
    share: float = fields.text("Share of those who answered.")
    is_suppressed: bool = fields.required("Whether the cell is left out.")

    class Config(Table.Config):
        """Key."""

        unique = [
            "programme_id",
            "gathering_id",
            "occasion",
            "instrument_id",
            "instrument_version",
            "question_code",
            "option_code",
        ]


class ResponseRates(Table):
    """One row per gathering and occasion: how many answered of those who took part.

    Handed in, no test, one answer of each person who can be told from others.
    """

    programme_id: str = fields.required("Programme.")
    wave_id: str = fields.required("Wave of the gathering.")
    gathering_id: str = _gathering()
    held_on: date = fields.required("First day of the gathering.")
    occasion: str = _occasion()
    participants: int = fields.text("How many took part, from the programme folder; null where it does not say.")
    submissions: int = fields.text("How many people answered.")
    response_rate: float = fields.text("Submissions of participants; null where either is not known.")
    is_suppressed: bool = fields.required("Whether figures are left out because too few answered.")

    class Config(Table.Config):
        """Key."""

        unique = ["programme_id", "gathering_id", "occasion"]


class FeedbackChange(Table):
    """One row per measure and step from one gathering of a wave to the next: how the mean changed on the same scale.

    Different people answer from time to time: this is a change between groups, not within persons.
    """

    programme_id: str = fields.required("Programme.")
    wave_id: str = fields.required("Wave.")
    measure: str = pa.Field(isin=MEASURES, description="What is measured.")
    scale_minimum: int = fields.required("Lowest step of the scale.")
    scale_maximum: int = fields.required("Highest step of the scale.")
    scale_direction: str = pa.Field(isin=DIRECTIONS, description="Which end of the scale is the good one.")
    from_gathering_id: str = fields.required("Earlier gathering.")
    from_occasion: str = _occasion()
    to_gathering_id: str = fields.required("Later gathering.")
    to_occasion: str = _occasion()
    from_mean: float = fields.text("Mean at the earlier time; null where suppressed.")
    to_mean: float = fields.text("Mean at the later time; null where suppressed.")
    change: float = fields.text("Later less earlier, in steps of the scale.")
    is_same_wording: bool = fields.required("Whether the question was worded alike both times.")

    class Config(Table.Config):
        """Key."""

        unique = [
            "programme_id",
            "measure",
            "scale_minimum",
            "scale_maximum",
            "scale_direction",
            "from_gathering_id",
            "from_occasion",
            "to_gathering_id",
            "to_occasion",
        ]


class FeedbackBenchmark(Table):
    """One row per gathering, occasion and item of the national auditor: our share beside the share among state staff.

    The auditor's figures: 6 000 employees of 125 state agencies, December 2016 to January 2017, answered by 53 %.
    Another population, and another question about purchases and development: a comparison, not a baseline.
    """

    programme_id: str = fields.required("Programme.")
    wave_id: str = fields.required("Wave of the gathering.")
    gathering_id: str = _gathering()
    occasion: str = _occasion()
    instrument_id: str = fields.required("Questionnaire.")
    instrument_version: str = fields.required("Version of the questionnaire.")
    measure: str = pa.Field(isin=MEASURES, description="The item.")
    asked: int = fields.text("Submissions in which it was asked.")
    answered: int = fields.text("Submissions in which it was answered.")
    share: float = fields.text("Share answering fully or partly; null where suppressed.")
    benchmark_share: float = fields.required("Share answering fully or partly in the auditor's survey.")
    benchmark_source: str = fields.required("Where the figure is from.")

    class Config(Table.Config):
        """Key."""

        unique = ["programme_id", "gathering_id", "occasion", "instrument_id", "instrument_version", "measure"]


class Verbatims(Table):
    """One row per comment, only where the programme folder says that a person has read them all.

    And only of a gathering whose themes are all published: whoever counts the comments anew would else have the cells
    of few. Without organisation, time or order: a comment with a place and a role would tell who wrote it.
    """

    programme_id: str = fields.required("Programme.")
    gathering_id: str = _gathering()
    occasion: str = _occasion()
    question_code: str = fields.required("Question.")
    comment_id: str = fields.required("Digest of the comment: an order that tells nothing.")
    comment: str = fields.required("The comment, masked by rules and read by a person.")

    class Config(Table.Config):
        """Key."""

        unique = ["programme_id", "gathering_id", "occasion", "question_code", "comment_id"]


class InstrumentChanges(Table):
    """One row per question that differs between one version of a questionnaire and the next."""

    programme_id: str = fields.required("Programme.")
    instrument_id: str = fields.required("Questionnaire.")
    from_version: str = fields.required("Earlier version.")
    to_version: str = fields.required("Later version.")
    question_code: str = fields.required("Question.")
    change: str = pa.Field(isin=CHANGES, description="What is different.")
    before: str = fields.text("Wording, place or scale in the earlier version.")
    after: str = fields.text("The same in the later version.")

    class Config(Table.Config):
        """Key."""

        unique = ["programme_id", "instrument_id", "from_version", "to_version", "question_code", "change"]


class SurveyExports(Table):
    """One row per survey export that was read: its tool, questionnaire and version, and the columns that stayed out.

    Without how many submissions it has: that would tell how many answered at a gathering that is left out.
    """

    file_sha256: str = fields.sha256()
    programme_id: str = fields.required("Programme.")
    instrument_id: str = fields.required("Questionnaire.")
    instrument_version: str = fields.required("Version of the questionnaire.")
    tool: str = pa.Field(
        str_matches=TOOL, description="Survey tool whose format was recognised: nettskjema, plain_csv …"
    )
    is_untried: bool = fields.required("Whether the format was built from a description, no real export being at hand.")
    occasion: str = _occasion()
    unmapped_columns: int = pa.Field(ge=0, description="Columns that no codebook maps; their values were left out.")
    unmapped_places: str = fields.text("Letters of those columns; not their headers, which can hold an answer.")

    class Config(Table.Config):
        """Key."""

        unique = ["file_sha256"]
