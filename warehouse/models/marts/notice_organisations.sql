select
    organisation.notice_key,
    organisation.organisation_id,
    organisation.company_id,
    organisation.name as organisation_name,
    organisation.organisation_number,
    organisation.identifier_problem,
    organisation.person_pseudonym,
    organisation.country_code,
    organisation.nuts_code,
    organisation.city,
    organisation.size_code,
    role.roles,
    unit.buyer_id,
from staging.notice_organisations as organisation
inner join staging.notices as notice using (notice_key)
left join (
    select
        notice_key,
        organisation_id,
        string_agg(distinct role, ' ' order by role) as roles,
    from staging.notice_roles
    group by all
) as role using (notice_key, organisation_id)
left join staging.buyer_units as unit using (notice_key, organisation_id)
where notice.is_latest
