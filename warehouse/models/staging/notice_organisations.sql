select
    notice.notice_key,
    row.organisation_id,
    row.company_id,
    row.name,
    row.identifier_as_written,
    row.organisation_number,
    row.identifier_problem,
    row.person_pseudonym,
    row.legal_form_code,
    row.country_code,
    row.nuts_code,
    row.city,
    row.postcode,
    row.size_code,
    row.is_natural_person,
    row.is_listed,
from parsed.notice_organisations as row
inner join staging.notices as notice using (file_sha256, member)
