"""Keys and pseudonyms: made once, private, refused when they are no secret."""

import stat
from concurrent.futures import ThreadPoolExecutor

import pytest

from tasks.surveys.pseudonyms import Key, KeyRefusedError, Pseudonymiser, open_key


@pytest.fixture
def key_file(tmp_path):
    return tmp_path / "keys" / "pseudonym.key"


def test_a_key_is_made_at_first_use_readable_by_its_owner_only(key_file):
    key = open_key(key_file)
    assert stat.S_IMODE(key_file.stat().st_mode) == 0o600
    assert stat.S_IMODE(key_file.parent.stat().st_mode) == 0o700
    assert open_key(key_file) == key


def test_of_many_that_make_a_key_at_once_all_get_the_same(key_file):
    with ThreadPoolExecutor(8) as pool:
        keys = list(pool.map(open_key, [key_file] * 8))
    assert len(set(keys)) == 1
    assert [path.name for path in key_file.parent.iterdir()] == [key_file.name]


@pytest.mark.parametrize(
    "content",
    ["", "\n", "hemmelig", "00" * 32, "ab" * 32, "0123456789abcdef" * 2, "changeme-changeme-changeme-changeme"],
)
def test_an_empty_short_or_default_key_is_refused(key_file, content):
    key_file.parent.mkdir(mode=0o700)
    key_file.write_text(content)
    key_file.chmod(0o600)
    with pytest.raises(KeyRefusedError) as refused:
        open_key(key_file)
    assert content.strip() == "" or content.strip() not in str(refused.value)


def test_a_key_that_others_may_read_is_refused(key_file):
    open_key(key_file)
    key_file.chmod(0o640)
    with pytest.raises(KeyRefusedError, match="chmod 600"):
        open_key(key_file)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kari.Nordmann@Hitra.kommune.no ", "kari.nordmann@hitra.kommune.no"),
        ("+47 912 34 567", "91234567"),
        ("0047 91234567", "912 34 567"),
        ("Kåre  Ås", "Ka\u030are A\u030as"),
    ],
)
def test_spellings_of_one_value_give_one_pseudonym(key_file, one, other):
    pseudonym = Pseudonymiser(open_key(key_file), "respondent")
    assert pseudonym(one) == pseudonym(other)


def test_domains_and_keys_give_different_pseudonyms_of_one_value(key_file):
    key, other = open_key(key_file), Key(bytes(range(32)))
    made = {Pseudonymiser(each, domain)("kari@hitra.no") for each in (key, other) for domain in ("one", "two")}
    assert len(made) == 4
    assert key.key_id != other.key_id


def test_a_key_never_shows_its_secret(key_file):
    key = open_key(key_file)
    shown = f"{key!r} {Pseudonymiser(key, 'respondent')!r} {key.key_id}"
    assert key_file.read_text().strip() not in shown
    assert str(key.secret) not in shown
