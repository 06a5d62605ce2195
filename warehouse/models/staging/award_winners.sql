-- Who won each award: every member of the tendering parties of its tenders, once.
select distinct
    award.notice_key || ':' || award.result_id || if(award.part_id = '', '', ':' || award.part_id) as award_id,
    award.notice_key,
    coalesce(organisation.organisation_number, organisation.person_pseudonym, lower(trim(organisation.name)), '?')
        as winner_key,
    organisation.organisation_number,
    organisation.name as winner_name,
    organisation.person_pseudonym,
    organisation.country_code,
    organisation.size_code,
    party.is_leader,
from staging.award_tenders as award
inner join staging.tenders as tender using (notice_key, tender_id)
inner join staging.tendering_party_members as party
    on party.notice_key = tender.notice_key and party.party_id = tender.party_id and not party.is_subcontractor
inner join staging.notice_organisations as organisation
    on organisation.notice_key = party.notice_key and organisation.organisation_id = party.organisation_id
