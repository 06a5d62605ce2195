"""Every setting, each with a default that works on a laptop; all come from BESTILLERPULS_* in the environment.

Settings stand here, at the right end of the import chain, because every layer may read them.
"""

from functools import cache
from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """What can be set from outside. The README lists them all; a test holds it to that."""

    model_config = SettingsConfigDict(env_prefix="BESTILLERPULS_", frozen=True)

    data: Path = Field(Path("data"), description="The one folder everything is kept in.")
    workers: int = Field(2, ge=1, description="Processes that read archives side by side.")
    batch_documents: int = Field(200, ge=1, description="Notices judged and written together; bounds memory.")
    generations: int = Field(5, ge=2, description="Published generations that are kept.")
    memory_limit: str = Field("4GB", description="Memory DuckDB may use to build the warehouse.")
    lease_seconds: float = Field(30, gt=0, description="Silence after which a build counts as dead and another begins.")
    run_limit_hours: float = Field(6, gt=0, description="Time after which a build that hangs ends itself.")
    pseudonym_key: Path | None = Field(
        None, description="File of the pseudonym key; unset: keys/pseudonym.key in data."
    )
    raw_survey_days: int = Field(90, ge=1, description="Days a raw survey export is kept; what was said outlives it.")
    suppress_below: int = Field(5, ge=3, description="Published cells of fewer people are suppressed; never under 3.")
    prefect_startup_seconds: int = Field(120, ge=1, description="Time Prefect's own server gets to start.")

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
    def prefect_home(self) -> Path:
        """Prefect's database and logs: inside the data folder, so that a search of it covers them."""
        return self.data / "prefect"

    @property
    def current(self) -> Path:
        """The newest published generation."""
        return self.published / "current"


@cache
def settings() -> Settings:
    """The settings of this process, read once."""
    return Settings()
