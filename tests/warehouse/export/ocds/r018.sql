-- R018 as Cardinal defines it: a competitive procedure with one tenderer. Beside it what our indicator asks for and
-- Cardinal does not: that there was an award, and that no lot is a framework agreement.
select
    json ->> '$.tender.id' as procedure_key,
    (json ->> '$.tender.numberOfTenderers')::int = 1 as is_flagged,
    list_contains(json ->> '$.awards[*].status', 'active') as is_awarded,
    list_contains(json ->> '$.tender.lots[*].techniques.hasFrameworkAgreement', 'true') as is_framework,
from read_json_objects($file, format = 'newline_delimited')
where
    (json ->> '$.tender.procurementMethod') in ('open', 'selective')
    and (json ->> '$.tender.numberOfTenderers') is not null
