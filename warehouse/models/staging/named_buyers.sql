-- Every buyer that a notice names, as its newest notice names it.
select
    unit.buyer_id,
    arg_max(
        match.buyer_kind,
        (
            match.buyer_kind = 'state_agency',
            match.match_confidence,
            match.published_on,
            match.notice_key,
            match.organisation_id
        )
    ) as buyer_kind,
    arg_max(match.municipality_code, (match.published_on, match.notice_key, match.organisation_id)) as municipality_code,
    arg_max(unit.county_code, (match.published_on, match.notice_key, match.organisation_id)) as county_code,
    arg_max(match.name_as_written, (match.published_on, match.notice_key, match.organisation_id)) as buyer_name,
    max(match.organisation_number) as organisation_number,
from staging.buyer_units as unit
inner join staging.buyer_matches as match using (notice_key, organisation_id)
group by unit.buyer_id
