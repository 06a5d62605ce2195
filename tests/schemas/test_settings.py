import pytest

from schemas.errors import UserError
from schemas.settings import load_settings


@pytest.fixture
def wrong(monkeypatch):
    """What is said where one setting has one value."""

    def say(name, value):
        monkeypatch.setenv(name, value)
        load_settings.cache_clear()
        with pytest.raises(UserError) as raised:
            load_settings()
        load_settings.cache_clear()
        return str(raised.value)

    return say


@pytest.mark.parametrize(
    ("name", "value", "what"),
    [
        ("BESTILLERPULS_WORKERS", "0", "workers: Input should be greater than or equal to 1"),
        ("BESTILLERPULS_WORKERS", "mange-hemmelige", "workers: Input should be a valid integer"),
        ("BESTILLERPULS_HTTP_LIMITS", "{hemmelig", "http_limits: not JSON"),
        ("BESTILLERPULS_HTTP_LIMITS", '{"doffin": {"tries": 8}}', "http_limits.doffin.tries: Extra inputs"),
    ],
)
def test_a_setting_that_cannot_be_used_is_named_with_what_to_do_and_without_its_value(wrong, name, value, what):
    said = wrong(name, value)
    assert what in said
    assert f"Set {name} as docs/settings.md says" in said
    assert "hemmelig" not in said
