"""The notices of a procurement: which steps were announced, under which ids, and what each says of the others."""

from collections.abc import Iterator
from datetime import date

from tasks.sample.world.eras import NATIONAL_E_FROM, NATIVE_FROM, SDKS
from tasks.sample.world.notice import Notice
from tasks.sample.world.numbers import doffin_id, journal_number, ted_number, uuid
from tasks.sample.world.procurement import Procurement

REASONS = {"cancelled": "cancel", "extended": "update-add", "corrected": "cor-buy"}
"""BT-140 of each kind of change."""
STEPS = (
    "planning",
    "competition",
    "change",
    "reopened",
    "intention",
    "result",
    "correction",
    "modification",
    "completion",
)
FORMS = {
    "eu": {"planning": "4", "competition": "16", "result": "29", "modification": "38"},
    "national": {"planning": "N4", "competition": "N16", "result": "N29"},
    "national-e": {"planning": "E2", "competition": "E3", "result": "E4"},
}
"""OPP-070 by form and step."""
LIKE = {"change": "competition", "reopened": "competition", "correction": "result"}
"""Steps that are announced by the form of another."""
ALWAYS = {"intention": "25", "completion": "E5"}


def notices(procurement: Procurement) -> Iterator[Notice]:
    """The notices of a procurement in their order; its steps that have a day are announced."""
    days = days_of(procurement)
    made: dict[str, Notice] = {}
    for step in STEPS:
        if (day := days[step]) is not None and announced(procurement, step, day):
            made[step] = announce(procurement, step, day, made)
            yield made[step]


def days_of(of: Procurement) -> dict[str, date | None]:
    """When each step came, if it did."""
    change, result = of.change, of.result
    return {
        "planning": of.plan.on if of.plan else None,
        "competition": of.competition_on,
        "change": change.on if change else None,
        "reopened": change.reopened_on if change else None,
        "intention": of.direct_on,
        "result": result.on if result else None,
        "correction": result.corrected_on if result and of.is_awarded else None,
        "modification": result.modified_on if result and of.is_awarded else None,
        "completion": result.completed_on if result and of.is_awarded else None,
    }


def announced(procurement: Procurement, step: str, day: date) -> bool:
    """A modification is announced above the threshold only, a completion with the form E5 only (2026)."""
    if step == "modification":
        return procurement.regime == "eea"
    return step != "completion" or (procurement.regime == "eea" and day >= NATIONAL_E_FROM)


def announce(procurement: Procurement, step: str, day: date, made: dict[str, Notice]) -> Notice:
    """One step as a notice. Of three native changes two are a new version, one is a notice of its own."""
    is_native = day >= NATIVE_FROM
    form = "eu" if procurement.regime == "eea" else "national-e" if day >= NATIONAL_E_FROM else "national"
    number = 100_000 + 10 * procurement.index + STEPS.index(step)
    doffin = doffin_id(day.year, number)
    notice_id, version = (uuid(f"notice {number} of {procurement.index}") if is_native else doffin), 1
    changed = made.get({"change": "competition", "correction": "result"}.get(step, ""))
    if changed and is_native and changed.is_native and procurement.index % 3:
        notice_id, version = changed.notice_id, changed.version + 1
    is_in_ted = form == "eu" and in_ted(procurement, is_native) and (is_native or step != "intention")
    return Notice(
        of=procurement,
        step=step,
        notice_id=notice_id,
        version=version,
        procedure_id=procedure_of(procurement, step, is_native, doffin),
        on=day,
        is_native=is_native,
        form=form,
        subtype=subtype(form, step, is_native),
        sdk=sdk_of(procurement, day),
        doffin_id=doffin,
        ted_number=ted_number(day.year, 400_000 + number) if is_in_ted else None,
        journal_number=journal_number(day.year, journal_issue(day), 400_000 + number) if is_in_ted else None,
        deadline_on=deadline_of(procurement, step),
        earlier_journal_number=earlier_journal_number(procurement, step, made),
        refers_to=tuple(references(procurement, step, made)),
        changes=naming(changed) if changed else None,
        change_reason=reason_of(procurement, step),
    )


def deadline_of(procurement: Procurement, step: str) -> date:
    """The deadline that a step tells."""
    change = procurement.change
    if procurement.is_open_ended:
        return date(2049, 12, 31)
    if change and step == "change" and change.deadline_on:
        return change.deadline_on
    if change and step == "reopened" and change.reopened_deadline_on:
        return change.reopened_deadline_on
    return procurement.deadline_on


def reason_of(procurement: Procurement, step: str) -> str | None:
    """BT-140 of a change or correction."""
    if step == "correction":
        return "cor-buy"
    return REASONS[procurement.change.kind] if step == "change" and procurement.change else None


def sdk_of(procurement: Procurement, day: date) -> str:
    """The SDK of the day; a converted notice has 1.7."""
    if day < NATIVE_FROM:
        return "1.7"
    return "1.2" if procurement.index % 499 == 17 else [sdk for since, sdk in SDKS if since <= day][-1]


def in_ted(procurement: Procurement, is_native: bool) -> bool:
    """Whether the sample also holds TED's copy: of a part only, as where a window was fetched there."""
    return procurement.index % 10 < (3 if is_native else 4)


def journal_issue(day: date) -> int:
    """Issue of the Official Journal: five a week."""
    return day.timetuple().tm_yday * 5 // 7 + 1


def procedure_of(procurement: Procurement, step: str, is_native: bool, doffin: str) -> str | None:
    """BT-04: none in a planning notice; a converted notice carries its own Doffin id there."""
    if step == "planning":
        return None
    return uuid(f"procedure {procurement.index}") if is_native else doffin


def subtype(form: str, step: str, is_native: bool) -> str:
    """OPP-070; a Classic correction has 99."""
    if step == "change" and not is_native:
        return "99"
    return ALWAYS.get(step) or FORMS[form][LIKE.get(step, step)]


def earlier_journal_number(procurement: Procurement, step: str, made: dict[str, Notice]) -> str | None:
    """What TED's forms call the notice that this one follows, where TED had it and the buyer says so."""
    before = {"competition": "planning", "change": "competition", "result": "competition", "modification": "result"}
    earlier = made.get(before.get(step, ""))
    named = {
        "competition": procurement.plan is not None and procurement.plan.is_linked,
        "result": procurement.index % 4 > 0,
    }
    return earlier.journal_number if earlier and named.get(step, True) else None


def naming(other: Notice) -> str:
    """How a notice is named by a later one: a native one by id and version, a Classic one by its Doffin id."""
    return other.versioned_id if other.is_native else other.doffin_id


def references(procurement: Procurement, step: str, made: dict[str, Notice]) -> Iterator[tuple[str, str]]:
    """Earlier notices that a step names; native steps after the competition share the procedure id instead."""
    planning, competition, result = made.get("planning"), made.get("competition"), made.get("result")
    if step in {"competition", "change", "reopened"} and planning and procurement.plan and procurement.plan.is_linked:
        yield "planning", planning.journal_number or naming(planning)
    if step == "result" and competition and not competition.is_native and procurement.index % 4:
        yield "previous", competition.journal_number or competition.doffin_id
    if step == "modification" and result:
        yield "modified", result.ted_number or naming(result)
