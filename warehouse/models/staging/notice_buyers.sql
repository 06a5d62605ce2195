-- Who buys in a notice: one row per organisation, whatever parts it plays; a touchpoint speaks for its organisation.
-- A legacy notice names the contracting body (ORG-B1) apart from the additional ones: it leads. An identifier that
-- seeds/corrections.csv puts right is read as corrected.
with buying as (
    select
        role.notice_key,
        coalesce(organisation.company_id, organisation.organisation_id) as organisation_id,
        bool_or(role.role = 'lead_buyer') or any_value(organisation.organisation_id) = 'ORG-B1' as is_lead,
        bool_or(role.role = 'on_behalf_of') as is_on_behalf_of,
        bool_or(role.role in ('buyer', 'lead_buyer')) as is_buyer,
        bool_or(role.role like '%central_purchasing_body') as is_central_purchasing_body,
    from staging.notice_roles as role
    inner join staging.notice_organisations as organisation using (notice_key, organisation_id)
    where role.role in (
        'buyer',
        'lead_buyer',
        'on_behalf_of',
        'awarding_central_purchasing_body',
        'acquiring_central_purchasing_body'
    )
    group by all
)

select
    buying.notice_key,
    buying.organisation_id,
    buying.is_lead,
    buying.is_on_behalf_of,
    buying.is_buyer,
    buying.is_central_purchasing_body,
    organisation.name as name_as_written,
    organisation.identifier_as_written,
    coalesce(
        correction.corrected,
        organisation.organisation_number,
        nullif(regexp_extract(replace(organisation.name, ' ', ''), '(?:^|[^0-9])([89][0-9]{8})(?:[^0-9]|$)', 1), '')
    ) as organisation_number,
    organisation.identifier_problem,
    correction.correction_id,
    organisation.country_code,
    organisation.nuts_code,
    organisation.city,
    organisation.postcode,
    notice.published_on,
    notice.buyer_legal_type_code in ('cga', 'body-pl-cga', 'body-pub-cga', 'national-agency') as is_central_government,
from buying
inner join staging.notice_organisations as organisation using (notice_key, organisation_id)
inner join staging.notices as notice using (notice_key)
left join seeds.corrections as correction
    on correction.field = 'identifier'
    and correction.notice_id = notice.notice_id
    and correction.reported = organisation.identifier_as_written
