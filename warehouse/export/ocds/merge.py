"""Releases of one contracting process made one, by the rules of the standard: later says over earlier."""

from typing import Any

OMITTED = {"id", "date", "tag"}


def compiled(releases: list[dict[str, Any]]) -> dict[str, Any]:
    """The compiled release of releases in the order of their dates."""
    made: dict[str, Any] = {}
    for release in releases:
        made = merged(made, {name: value for name, value in release.items() if name not in OMITTED})
    last = releases[-1]
    return {"id": f"{last['ocid']}-{last['date']}", "date": last["date"], "tag": ["compiled"], **made}


def merged(old: Any, new: Any) -> Any:
    """Objects name by name, lists of things with ids thing by thing; anything else is replaced."""
    if isinstance(old, dict) and isinstance(new, dict):
        return old | {name: merged(old[name], value) if name in old else value for name, value in new.items()}
    if has_ids(old) and has_ids(new):
        found = {each["id"]: each for each in old}
        for each in new:
            found[each["id"]] = merged(found.get(each["id"], {}), each)
        return list(found.values())
    return new


def has_ids(value: Any) -> bool:
    """Whether it is a list of objects that each have an id."""
    return isinstance(value, list) and bool(value) and all(isinstance(each, dict) and "id" in each for each in value)


def pruned(value: Any) -> Any:
    """Without empty values: null, empty text, empty list, empty object."""
    if isinstance(value, dict):
        kept = {name: pruned(each) for name, each in value.items()}
        return {name: each for name, each in kept.items() if each not in (None, "", [], {})}
    if isinstance(value, list):
        return [each for each in map(pruned, value) if each not in (None, "", [], {})]
    return value
