-- Every decision about who a buyer is. A number decides before a name, unless the name is exactly that of another
-- municipality: then the number is a host's, written for its members. Then the name, then the same name elsewhere.
select
    notice_key,
    organisation_id,
    case when is_of_another_day and not is_name_first then number_map_on else map_on end as map_on,
    case
        when is_name_first then 'municipality'
        when number_kind is not null then number_kind
        when name_code is not null then 'municipality'
        when name_county is not null then 'county'
        when coalesce(organisation_number, known_number) is null then 'unmatched'
        when is_central_government or is_named_like_the_state then 'state_agency'
        else 'other'
    end as buyer_kind,
    case
        when is_name_first then name_code
        when number_kind is not null then number_code
        else name_code
    end as municipality_code,
    case when number_kind is not null and not is_name_first then number_county else name_county end as county_name,
    case
        when correction_id is not null then 'correction'
        when is_name_first and number_code is not null then 'name_over_number'
        when is_name_first then name_method
        when is_host_number then 'number_of_host'
        when number_kind is not null then number_method
        when name_method in ('none', 'ambiguous') or name_method is null then
            case
                when organisation_number is not null then 'organisation_number'
                when known_number is not null then 'name_seen_with_number'
                else coalesce(nullif(name_method, 'none'), 'unmatched')
            end
        else name_method
    end as match_method,
    case
        when correction_id is not null then 1.0
        when is_name_first and number_code is not null then 0.8
        when is_name_first then name_confidence
        when is_host_number then 0.8
        when number_kind is not null then number_confidence
        when name_code is not null or name_county is not null then name_confidence
        when organisation_number is not null then 1.0
        when known_number is not null then 0.9
        else 0.0
    end as match_confidence,
    coalesce(organisation_number, case when name_code is null and name_county is null then known_number end)
        as organisation_number,
    name_as_written,
    identifier_as_written,
    identifier_problem,
    correction_id,
    candidate,
    name_confidence as candidate_score,
    is_lead,
    is_on_behalf_of,
    is_buyer,
    is_central_purchasing_body,
    published_on,
from staging.buyer_evidence
