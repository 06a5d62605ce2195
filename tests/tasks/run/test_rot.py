"""Whatever is flipped, cut, lost or changes places: what is published is right, or nothing is and it is told."""

import random
import shutil
from collections import Counter

import pytest

from schemas.errors import UserError
from tasks.build import manifest
from tasks.build.lease import build_lease
from tasks.build.verify import verify


def published(settings):
    return (settings.current / "marts.duckdb").read_bytes()


def flip(path, chance):
    data = bytearray(path.read_bytes())
    place = chance.randrange(len(data))
    data[place] ^= 1 << chance.randrange(8)
    path.write_bytes(data)


def cut(path, chance):
    data = path.read_bytes()
    path.write_bytes(data[: chance.randrange(len(data))])


def lose(path, _chance):
    path.unlink()


DAMAGES = [flip, flip, cut, lose]


def exchange(path, other):
    one, two = path.read_bytes(), other.read_bytes()
    path.write_bytes(two)
    other.write_bytes(one)


def tried(whole, use, refresh, data, chance):
    """One damage, then a refresh and a look at everything: how it ended, and where it was silently wrong."""
    shutil.copytree(whole, data, symlinks=True)
    settings = use(data)
    right = published(settings)
    files = sorted(
        path for path in data.rglob("*") if path.is_file() and path.stat().st_size and "prefect" not in path.parts
    )
    kinds = sorted({path.relative_to(data).parts[:2] for path in files})
    kind = chance.choice(kinds)
    path = chance.choice([path for path in files if path.relative_to(data).parts[:2] == kind])
    for made in data.rglob("generations/*"):
        for each in [made, *made.rglob("*")]:
            each.chmod(0o755 if each.is_dir() else 0o644)
    others = [other for other in files if other.parent == path.parent and other != path]
    if others and chance.random() < 0.25:
        what = "swap"
        exchange(path, chance.choice(others))
    else:
        damage = chance.choice(DAMAGES)
        what = damage.__name__
        damage(path, chance)
    place = f"{what} {path.relative_to(data)}"
    before = path.read_bytes() if path.exists() else None
    try:
        refresh()
    except UserError as error:
        return ("told" if str(data) in str(error) else "told without a file", f"{place}: {error}")
    if published(settings) != right or manifest.damaged(settings.current):
        return "wrong", place
    after = path.read_bytes() if path.exists() else None
    with build_lease(settings, is_patient=True):
        found = verify(settings)
    return ("told by verify", place) if found else ("made anew" if before != after else "harmless", place)


def test_one_damage_of_each_of_many_kinds_is_made_anew_or_told(whole, use, refresh, tmp_path):
    chance = random.Random(8)
    ended = [tried(whole, use, refresh, tmp_path / str(turn), chance) for turn in range(40)]
    assert [place for outcome, place in ended if outcome == "wrong"] == []
    assert len({outcome for outcome, _ in ended}) >= 3


@pytest.mark.prove
def test_of_two_thousand_damages_none_is_silently_wrong(whole, use, refresh, tmp_path, proof):
    chance = random.Random(2000)
    ended = Counter()
    wrong = []
    for _ in range(2000):
        outcome, place = tried(whole, use, refresh, tmp_path / "trial", chance)
        ended[outcome] += 1
        wrong += [place] if outcome == "wrong" else []
        shutil.rmtree(tmp_path / "trial")
    counts = {outcome.replace(" ", "_"): count for outcome, count in sorted(ended.items()) if outcome != "wrong"}
    proof(
        "flips, cuts, losses and swaps in every kind of file",
        tried=sum(ended.values()),
        silently_wrong=len(wrong),
        **counts,
    )
    assert wrong == []
