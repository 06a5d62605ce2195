"""What verify finds, what is made anew by itself, and how a person goes on without what is lost."""

import json

import pytest

from schemas.errors import UserError
from tasks.build import manifest, publish
from tasks.build.accept_loss import accept_loss
from tasks.build.shrinking import ShrinkingError
from tasks.build.verify import last_verified, verify
from tasks.landing.damage import DamageError
from tasks.landing.losses import losses
from tasks.landing.receipt_files import runs
from tasks.landing.store import Landing, object_path, receipts
from tasks.run import pipeline


@pytest.fixture
def settings(whole, use):
    return use(whole)


def rows(settings, table):
    """The rows of a table that was published."""
    return json.loads((settings.current / "marts.duckdb").read_text())[1][table]


def test_everything_is_sound_and_that_is_written_down(settings):
    assert verify(settings) == []
    assert (last_verified(settings)["hand"], last_verified(settings)["follows"]) == (0, 0)


@pytest.mark.parametrize("how", ["gone", "cut", "flipped", "folder gone"])
def test_a_published_file_that_is_damaged_is_built_anew_by_itself(settings, refresh, how):
    marts = settings.current.resolve() / "marts.duckdb"
    right = marts.read_bytes()
    settings.current.resolve().chmod(0o755)
    marts.chmod(0o644)
    if how == "gone":
        marts.unlink()
    elif how == "folder gone":
        publish.remove(settings.current.resolve())
    else:
        marts.write_bytes(right[:100] if how == "cut" else right[:100] + b"x" + right[101:])
    assert [each.kind for each in verify(settings)] == ["follows"]
    assert refresh() is not None
    assert (settings.current / "marts.duckdb").read_bytes() == right
    assert refresh() is None
    assert verify(settings) == []


def test_parsed_rows_that_are_gone_are_read_again_and_nothing_is_published_for_it(settings, refresh):
    lost = next(settings.parsed.rglob("documents-0001.parquet"))
    lost.unlink()
    assert [each.kind for each in verify(settings, is_repaired=True)] == ["follows"]
    refresh()
    assert lost.exists()
    assert verify(settings) == []


@pytest.mark.parametrize("how", ["gone", "changed"])
def test_a_landed_notice_that_is_damaged_stops_the_next_publication_with_the_file_and_the_remedy(
    settings, refresh, how
):
    one = next(receipts(settings.landing, "notices"))
    path = object_path(settings.landing, one.sha256)
    whole = path.read_bytes()
    path.unlink() if how == "gone" else path.write_bytes(whole[:-1] + b"x")
    (found,) = verify(settings)
    assert found.kind == "hand"
    assert str(path) in found.message
    assert "--notices" in found.message
    if how == "gone":
        with pytest.raises(DamageError, match=rf"{one.sha256}.*gone.*--notices"):
            refresh()
    with Landing(settings.landing, "sample") as landing:
        landing.put(whole, "folder", "notices", one.key)
    assert verify(settings) == []
    refresh()


def test_a_loss_that_is_accepted_is_published_without_and_told_for_ever(settings, refresh):
    lost = next(receipts(settings.landing, "notices"))
    object_path(settings.landing, lost.sha256).unlink()
    before = len(rows(settings, "parsed.files"))
    accept_loss(settings, "the disk broke")
    refresh()
    assert len(rows(settings, "parsed.files")) == before - 1
    assert [loss.sentence for loss in losses(settings.landing)] == [
        f"{next(losses(settings.landing)).at[:10]}: 1 landed files (notices). Accepted because: the disk broke"
    ]
    assert verify(settings) == []


@pytest.mark.parametrize("which", [0, -1])
@pytest.mark.parametrize("how", ["gone", "cut"])
def test_receipts_that_are_lost_and_accepted_stop_nothing_more(settings, refresh, which, how):
    path = settings.landing / "receipts" / runs(settings.landing)[which]
    path.unlink() if how == "gone" else path.write_bytes(path.read_bytes()[:700])
    with pytest.raises(DamageError, match=path.name):
        refresh()
    accept_loss(settings, "the disk broke")
    with Landing(settings.landing, "sample") as landing:
        landing.put(b"<notice/>", "folder", "notices", "new")
    refresh()
    assert verify(settings) == []
    with Landing(settings.landing, "sample") as landing:
        landing.put(b"<another/>", "folder", "notices", "newer")
    refresh()


@pytest.mark.parametrize("what", ["erasures", "set_aside"])
def test_an_erasure_or_a_decision_that_is_gone_stops_the_publication(settings, refresh, what):
    for path in (settings.landing / what).glob("*.json"):
        path.unlink()
    with pytest.raises(ShrinkingError, match="built from"):
        refresh()
    assert [each.kind for each in verify(settings)] == ["hand"]
    accept_loss(settings, "nobody knows")
    refresh()


def test_without_a_loss_and_without_a_reason_nothing_is_accepted(settings):
    for why, told in (("", "needs a reason"), ("so it is", "Nothing is lost")):
        with pytest.raises(UserError, match=told):
            accept_loss(settings, why)


def test_a_generation_of_an_earlier_version_is_as_sound_as_can_be_told(settings, refresh):
    settings.current.resolve().chmod(0o755)
    (settings.current / manifest.NAME).unlink()
    assert manifest.damaged(settings.current) == []
    assert refresh() is None


@pytest.mark.parametrize("world", ["sbmple", ""])
def test_a_world_that_cannot_be_read_is_told_and_not_guessed(settings, world):
    (settings.landing / "world").write_text(world)
    with pytest.raises(DamageError, match="sample nor real"):
        pipeline.publish_marts.fn()


def test_the_first_generation_and_the_next_after_a_link_that_leads_nowhere(settings, refresh):
    settings.current.unlink()
    assert refresh() is not None
    publish.remove(settings.current.resolve())
    assert refresh() is not None
    assert verify(settings) == []
