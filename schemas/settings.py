"""Every setting, each with a default that works on a laptop; all come from BESTILLERPULS_* in the environment.

Settings stand here, at the right end of the import chain, because every layer may read them.
"""

from datetime import date
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict, SettingsError

from schemas.errors import UserError


class ClientLimits(BaseModel):
    """HTTP limits of one client that differ from the settings of the same names; None leaves them as they are."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    per_minute: float | None = Field(None, gt=0, description="Requests a minute; clients of one host share the lowest.")
    retried: frozenset[int] | None = Field(None, description="Statuses that are asked again.")
    attempts: int | None = Field(None, ge=1)
    backoff_seconds: float | None = Field(None, ge=0)
    backoff_cap_seconds: float | None = Field(None, ge=0)
    retry_after_cap_seconds: float | None = Field(None, ge=0)
    connect_seconds: float | None = Field(None, gt=0)
    read_seconds: float | None = Field(None, gt=0)
    answer_seconds: float | None = Field(None, gt=0)
    answer_bytes: int | None = Field(None, ge=1)


class Settings(BaseSettings):
    """What can be set from outside. docs/settings.md lists them all, in this order."""

    model_config = SettingsConfigDict(env_prefix="BESTILLERPULS_", frozen=True)

    data: Path = Field(Path("data"), description="The one folder everything is kept in.")
    workers: int = Field(2, ge=1, description="Processes that read archives in parallel.")
    batch_documents: int = Field(2000, ge=1, description="Notices validated and written together; bounds memory.")
    memory_limit: str = Field("4GB", description="Memory DuckDB may use to build the warehouse.")
    generations: int = Field(5, ge=2, description="Published generations that are kept.")
    set_aside_at_most: int | None = Field(
        None, ge=0, description="Documents a build may set aside; unset: 20 or 1 in 1,000, whichever is more."
    )
    lease_seconds: float = Field(
        120, gt=0, description="Silence after which a build counts as dead and another begins."
    )
    run_limit_hours: float = Field(6, gt=0, description="Time after which a build that hangs ends itself.")
    effect_draws: int = Field(
        1999, ge=200, description="Assignments of waves drawn for a headline effect; a quarter else."
    )
    ocds_prefix: str = Field(
        "ocds-213czf", description="OCID prefix of OCDS exports; the default is the standard's example, not registered."
    )

    pseudonym_key: Path | None = Field(
        None, description="File of the pseudonym key; unset: keys/pseudonym.key in data."
    )
    suppress_below: int = Field(5, ge=3, description="Published cells of fewer people are suppressed; never under 3.")
    raw_survey_days: int = Field(90, ge=1, description="Days a raw survey export is kept; what was said outlives it.")
    inbox_settle_seconds: float = Field(10, ge=0, description="Time a file in the inbox is left alone first.")

    prefect_port: int = Field(
        4200, description="Port on which `make up` starts Prefect's server, on this machine only."
    )
    pages_port: int = Field(4201, description="Port on which `make up` shows the published dashboard, on this machine.")
    prefect_auth: SecretStr | None = Field(None, description="`user:password` that Prefect's server asks for.")
    prefect_startup_seconds: int = Field(120, ge=1, description="Time Prefect's own server gets to start.")
    stop_seconds: float = Field(30, gt=0, description="Time server and worker get to end by themselves.")
    runs_at_once: int = Field(4, ge=2, description="Flow runs a worker runs in parallel; one builds, one may wait.")
    silence_days: int = Field(
        4, ge=1, description="Days without a word from a source that has spoken before it is told."
    )
    notify_url: SecretStr | None = Field(
        None,
        description="Where notifications go: Slack or Teams webhook, mailtos://…, or any https:// that takes JSON.",
    )

    doffin_url: str = Field("https://api.doffin.no/public", description="Doffin's public API.")
    doffin_key: SecretStr | None = Field(None, description="Doffin's subscription key; never logged.")
    doffin_requests_per_minute: float = Field(120, gt=0, description="Doffin answers 429 above some 180 a minute.")
    doffin_page_size: int = Field(100, ge=1, le=100, description="Hits per page, a divisor of 1,000; 20 where refused.")
    doffin_settle_days: int = Field(21, ge=0, description="Days after which no late notice of a day is expected.")
    ted_api_url: str = Field("https://api.ted.europa.eu", description="TED's search.")
    ted_url: str = Field("https://ted.europa.eu", description="TED's notices and packages.")
    ted_requests_per_minute: float = Field(700, gt=0, description="Searches a minute, as TED publishes.")
    ted_downloads_per_minute: float = Field(100, gt=0, description="Notices a minute: TED publishes 600 in six.")
    ted_settle_days: int = Field(2, ge=0, description="Days after which a day's OJ S no longer changes.")

    brreg_url: str = Field("https://data.brreg.no/enhetsregisteret/api", description="Register of legal entities.")
    brreg_requests_per_minute: float = Field(120, gt=0, description="None is published.")
    klass_url: str = Field("https://data.ssb.no/api/klass/v1", description="SSB's classifications.")
    klass_requests_per_minute: float = Field(60, gt=0, description="None is published.")
    pxweb_url: str = Field("https://data.ssb.no/api/pxwebapi/v2", description="SSB's tables.")
    pxweb_requests_per_minute: float = Field(30, gt=0, description="SSB answers 429 above 30 a minute.")
    registers_from: date = Field(
        date(2017, 1, 1), description="First day of the municipality codes that are asked for."
    )

    survey_urls: str = Field("", description="HTTPS addresses of survey exports, separated by blanks.")
    surveys_per_minute: float = Field(60, gt=0, description="Requests a minute to a survey tool.")
    nettskjema_url: str = Field("https://nettskjema.no/api/v3", description="Nettskjema's API.")
    nettskjema_token_url: str = Field("https://authorization.nettskjema.no", description="Who gives its token.")
    nettskjema_client_id: str = Field("", description="Nettskjema's API client; add it to each form as an editor.")
    nettskjema_client_secret: SecretStr | None = Field(None, description="Its secret, valid for a year; never logged.")
    nettskjema_forms: str = Field("", description="Numbers of the forms that are pulled, separated by blanks.")
    limesurvey_url: str = Field("", description="A LimeSurvey with RemoteControl 2, up to /index.php.")
    limesurvey_user: str = Field("", description="LimeSurvey user that may export responses.")
    limesurvey_password: SecretStr | None = Field(None, description="Its password; never logged.")
    limesurvey_surveys: str = Field("", description="Numbers of the surveys that are pulled, separated by blanks.")
    surveyxact_url: str = Field("https://rest.survey-xact.dk/rest", description="SurveyXact's REST service.")
    surveyxact_user: str = Field("", description="SurveyXact user.")
    surveyxact_password: SecretStr | None = Field(None, description="Its password; never logged.")
    surveyxact_surveys: str = Field("", description="Numbers of the surveys that are pulled, separated by blanks.")

    contact: str = Field("", description="Address at which sources can reach you; goes into the User-Agent.")
    requests_per_day: int = Field(20_000, ge=1, description="Requests to one host a day; the next run goes on.")
    http_limits: dict[str, ClientLimits] = Field(
        {},
        description='Limits of single clients (`tasks/http/limits.py`) as JSON: `{"doffin": {"attempts": 8}}`.',
    )
    connect_seconds: float = Field(10, gt=0, description="Time a source gets to accept a connection.")
    read_seconds: float = Field(60, gt=0, description="Time a source may be silent.")
    answer_seconds: float = Field(300, gt=0, description="Time a whole answer may take.")
    package_seconds: float = Field(3600, gt=0, description="Time a whole package may take.")
    attempts: int = Field(5, ge=1, description="Times a request is tried.")
    backoff_seconds: float = Field(2, ge=0, description="Wait before the second try; doubles, with jitter.")
    backoff_cap_seconds: float = Field(60, ge=0, description="Longest wait that is our own.")
    retry_after_cap_seconds: float = Field(
        300, ge=0, description="Longest wait a source may ask for; above it we stop."
    )
    answer_bytes: int = Field(64_000_000, ge=1, description="Largest answer, as sent and unpacked.")
    package_bytes: int = Field(2_000_000_000, ge=1, description="Largest package.")

    @property
    def landing(self) -> Path:
        """Raw bytes by their sha256, and the receipts."""
        return self.data / "landing"

    @property
    def key_file(self) -> Path:
        """The pseudonym key: never in the repository, never in what is published."""
        return self.pseudonym_key or self.data / "keys" / "pseudonym.key"

    @property
    def parsed(self) -> Path:
        """Rows as Parquet, by reader version and batch."""
        return self.data / "parsed"

    @property
    def published(self) -> Path:
        """Generations of marts and the link `current`."""
        return self.data / "published"

    @property
    def lease(self) -> Path:
        """Which run builds now, and which one waits."""
        return self.data / "lease"

    @property
    def survey_account(self) -> Path:
        """What became of every row of each survey export: for the operator alone."""
        return self.landing / "survey_account.json"

    @property
    def failed_build(self) -> Path:
        """Which checks failed in the last build, where they did."""
        return self.published / "failed.json"

    @property
    def prefect_home(self) -> Path:
        """Prefect's database and logs: inside the data folder, so that a search of it covers them."""
        return self.data / "prefect"

    @property
    def processes(self) -> Path:
        """Logs and numbers of the server and the worker that `make up` started."""
        return self.prefect_home / "processes"

    @property
    def inbox(self) -> Path:
        """Where a person or a survey tool puts exports; a file leaves it when it has landed."""
        return self.data / "inbox"

    @property
    def current(self) -> Path:
        """The newest published generation."""
        return self.published / "current"


@cache
def load_settings() -> Settings:
    """The settings of this process, read once.

    Raises:
        UserError: one of them cannot be used. Its value is not repeated: it may be a secret.
    """
    try:
        return Settings()
    except ValidationError as error:
        wrong = [(".".join(map(str, each["loc"])), each["msg"]) for each in error.errors()]
        name, *_ = wrong[0][0].split(".")
        told = "; ".join(f"{where}: {message}" for where, message in wrong)
    except SettingsError as error:
        name = str(error).split('"')[1]
        told = f"{name}: not JSON"
    raise UserError(
        f"A setting cannot be used: {told}. Set BESTILLERPULS_{name.upper()} as docs/settings.md says, or unset it."
    )
