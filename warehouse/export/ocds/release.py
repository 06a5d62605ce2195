"""A notice as an OCDS 1.1 release, in the terms of the profile for eForms.

Dates of notices are local calendar days. OCDS wants a time, so a day begins at 00:00 and a deadline's day ends at
23:59:59, both marked Z without being moved: the day is the one that the notice says.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any

from warehouse.export.ocds.parties import Json, buyer, parties, party_id

TAGS = {
    "planning": ["planning"],
    "early_dialogue": ["planning"],
    "competition": ["tender"],
    "correction": ["tenderUpdate"],
    "intention": ["award"],
    "result": ["award", "contract"],
    "modification": ["contractUpdate"],
    "completion": ["contractTermination"],
}
METHODS = {
    "open": "open",
    "oth-single": "open",
    "restricted": "selective",
    "neg-w-call": "selective",
    "comp-dial": "selective",
    "comp-tend": "selective",
    "innovation": "selective",
    "oth-mult": "selective",
    "neg-wo-call": "limited",
    "direct-award": "direct",
}
CATEGORIES = {"supplies": "goods", "services": "services", "works": "works"}
FRAMEWORKS = {"fa-wo-rc": "withoutReopeningCompetition", "fa-w-rc": "withReopeningCompetition", "fa-mix": "mixed"}
NOT_AWARDED = {"clos-nw": "unsuccessful", "open-nw": "pending"}


def release(ocid: str, procedure_key: str, notice: Json) -> Json:
    """One notice as a release; empty values are still in it."""
    named = parties(notice)
    is_result = notice["notice_kind"] in {"result", "intention"}
    return {
        "ocid": ocid,
        "id": notice["notice_key"],
        "date": begins(notice["published_on"]),
        "tag": ["tenderCancellation"] if notice["is_cancelling"] else TAGS[notice["notice_kind"]],
        "initiationType": "tender",
        "language": (notice["language_code"] or "")[:2].lower().replace("no", "nb"),
        "parties": named,
        "buyer": buyer(named),
        "tender": tender(procedure_key, notice),
        "bids": {"statistics": list(statistics(notice))} if is_result else None,
        "awards": [award(notice, result) for result in notice["results"] or []] if is_result else None,
        "contracts": [contract(each) for each in notice["results"] or [] if each["concluded_on"]]
        if is_result
        else None,
    }


def tender(procedure_key: str, notice: Json) -> Json:
    """What is asked for. Only a notice of competition, or its correction, says by when."""
    is_call = notice["notice_kind"] in {"competition", "correction"}
    lots = notice["lots"] or []
    deadlines = [lot["deadline_on"] for lot in lots if lot["deadline_on"]]
    is_only = notice["notice_kind"] == "result" and notice["competitions_with_results"] == 1
    counted = [each["tenders_received"] for each in notice["results"] or [] if is_only]
    return {
        "id": procedure_key,
        "title": notice["title"],
        "status": "cancelled" if notice["is_cancelling"] else None,
        "procurementMethod": METHODS.get(notice["procedure_type_code"]),
        "procurementMethodDetails": notice["procedure_type_code"],
        "mainProcurementCategory": CATEGORIES.get(notice["nature_code"]),
        "value": money(notice["estimated_value_nok"], "NOK"),
        "datePublished": begins(notice["competition_on"]) if is_call else None,
        "tenderPeriod": period(notice, min(deadlines)) if is_call and deadlines else None,
        "numberOfTenderers": counted[0] if counted else None,
        "items": [item("procedure", notice)] if not lots else [item(each["lot_id"], each) for each in lots],
        "lots": [lot_of(notice, each, is_call=is_call) for each in lots],
    }


def lot_of(notice: Json, lot: Json, *, is_call: bool) -> Json:
    """One lot (BT-137)."""
    framework = FRAMEWORKS.get(lot["framework_code"])
    return {
        "id": lot["lot_id"],
        "title": lot["title"],
        "value": money(lot["estimated_value"], lot["currency_code"]),
        "suitability": {"sme": lot["is_sme_suitable"]},
        "submissionTerms": {"variantPolicy": camel(lot["variants_code"])},
        "techniques": {
            "hasFrameworkAgreement": None if lot["framework_code"] is None else lot["framework_code"] != "none",
            "frameworkAgreement": {"method": framework},
            "hasDynamicPurchasingSystem": None if lot["dps_code"] is None else lot["dps_code"] != "none",
        },
        "tenderPeriod": period(notice, lot["deadline_on"]) if is_call and lot["deadline_on"] else None,
    }


def item(item_id: str, thing: Json) -> Json:
    """What is bought, by its CPV code (BT-262)."""
    code = thing["main_cpv_code"]
    related = None if item_id == "procedure" else item_id
    return {"id": item_id, "classification": {"scheme": "CPV", "id": code} if code else None, "relatedLot": related}


def statistics(notice: Json) -> Iterator[Json]:
    """Tenders received by competition (BT-759): once for all awards that come of it."""
    competitions = {result["competition_id"]: result for result in notice["results"] or []}
    for competition_id, result in competitions.items():
        for measure, column in (("bids", "tenders_received"), ("smeBids", "sme_tenders_received")):
            if result[column] is not None:
                yield {
                    "id": f"{measure}-{competition_id}",
                    "measure": measure,
                    "value": result[column],
                    "relatedLot": result["lot_id"],
                }


def award(notice: Json, result: Json) -> Json:
    """One award: a contract, a winning tender, or a lot result without a winner; an intention is pending."""
    status = "active" if result["has_winner"] else NOT_AWARDED.get(result["outcome_code"])
    suppliers = [{"id": party_id(winner), "name": winner["name"]} for winner in result["winners"] or []]
    return {
        "id": result["award_id"],
        "status": "pending" if notice["notice_kind"] == "intention" else status,
        "date": begins(result["decided_on"]),
        "value": money(result["awarded_value"], result["currency_code"]),
        "suppliers": suppliers,
        "relatedLots": [result["lot_id"]] if result["lot_id"] else None,
    }


def contract(result: Json) -> Json:
    """The contract of an award, by its first date of conclusion (BT-145)."""
    return {"id": result["award_id"], "awardID": result["award_id"], "dateSigned": begins(result["concluded_on"])}


def money(amount: Any, currency: str | None) -> Json | None:
    """An amount with its currency; neither without the other."""
    return {"amount": float(amount), "currency": currency} if amount is not None and currency else None


def period(notice: Json, deadline: date) -> Json:
    """From the first notice of competition, whichever notice this is, to the end of the deadline's day."""
    return {"startDate": begins(notice["competition_on"]), "endDate": f"{deadline.isoformat()}T23:59:59Z"}


def begins(day: date | None) -> str | None:
    """The beginning of a day."""
    return None if day is None else f"{day.isoformat()}T00:00:00Z"


def camel(code: str | None) -> str | None:
    """`not-allowed` is `notAllowed`."""
    first, *rest = (code or "").split("-")
    return first + "".join(word.capitalize() for word in rest) or None
