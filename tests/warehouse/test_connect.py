import duckdb
import pytest

from warehouse.connect import connect


@pytest.fixture
def marts(tmp_path):
    (tmp_path / "generations/1").mkdir(parents=True)
    (tmp_path / "current").symlink_to("generations/1")
    with duckdb.connect(str(tmp_path / "current/marts.duckdb")) as db:
        db.execute("CREATE TABLE notices AS SELECT 1 AS generation")
    return tmp_path / "current/marts.duckdb"


@pytest.mark.parametrize(
    "statement",
    [
        "FROM read_csv('/etc/passwd')",
        "FROM read_text('/etc/passwd')",
        "FROM '/etc/passwd'",
        "FROM glob('/etc/*')",
        "COPY marts.notices TO '{beside}/out.csv'",
        "EXPORT DATABASE '{beside}/out'",
        "ATTACH '{beside}/other.duckdb'",
        "INSERT INTO marts.notices VALUES (2)",
        "DROP TABLE marts.notices",
        "SET enable_external_access = true",
        "SET lock_configuration = false",
        "SET temp_directory = '{beside}'",
        "INSTALL httpfs",
        "LOAD httpfs",
    ],
)
def test_a_question_can_only_be_a_question(marts, statement, tmp_path):
    before = sorted(tmp_path.rglob("*"))
    with connect(marts) as db, pytest.raises(duckdb.Error):
        db.execute(statement.format(beside=tmp_path)).fetchall()
    assert sorted(tmp_path.rglob("*")) == before


def test_plain_read_only_would_have_read_the_file(marts):
    with duckdb.connect(str(marts), read_only=True) as db:
        assert db.execute("SELECT count(*) FROM read_text('/etc/passwd')").fetchone() == (1,)


def test_a_new_connection_sees_the_newest_generation_while_an_old_one_is_open(marts, tmp_path):
    old = connect(marts)
    (tmp_path / "generations/2").mkdir()
    with duckdb.connect(str(tmp_path / "generations/2/marts.duckdb")) as db:
        db.execute("CREATE TABLE notices AS SELECT 2 AS generation")
    (tmp_path / ".current").symlink_to("generations/2")
    (tmp_path / ".current").replace(tmp_path / "current")
    assert connect(marts).execute("FROM marts.notices").fetchone() == (2,)
    assert old.execute("FROM marts.notices").fetchone() == (1,)


def test_nothing_published_is_said_with_the_remedy(tmp_path):
    with pytest.raises(FileNotFoundError, match="bestillerpuls run"):
        connect(tmp_path / "marts.duckdb")
