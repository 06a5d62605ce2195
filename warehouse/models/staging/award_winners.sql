-- Who won each lot result: every member of the winning tendering parties, once.
select distinct
    link.notice_key,
    link.result_id,
    coalesce(organisation.organisation_number, organisation.person_pseudonym, lower(trim(organisation.name)), '?')
        as winner_key,
    organisation.organisation_number,
    organisation.name as winner_name,
    organisation.person_pseudonym,
    organisation.country_code,
    organisation.size_code,
    party.is_leader,
from staging.winning_tenders as link
inner join staging.tenders as tender using (notice_key, tender_id)
inner join staging.tendering_party_members as party
    on party.notice_key = tender.notice_key and party.party_id = tender.party_id and not party.is_subcontractor
inner join staging.notice_organisations as organisation
    on organisation.notice_key = party.notice_key and organisation.organisation_id = party.organisation_id
