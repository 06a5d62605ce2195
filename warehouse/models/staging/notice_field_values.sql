-- What can change in a notice, as text: one row per version and field.
with buyers as (
    select
        notice_key,
        string_agg(coalesce(organisation_number, name_as_written), ', ' order by organisation_id) as buyers,
    from staging.notice_buyers
    group by notice_key
),

said as (
    select
        notice.notice_key,
        unnest([
            {'field': 'title', 'value': notice.title},
            {'field': 'description', 'value': notice.description},
            {'field': 'procedure_id', 'value': notice.procedure_id},
            {'field': 'procedure_type_code', 'value': notice.procedure_type_code},
            {'field': 'nature_code', 'value': notice.nature_code},
            {'field': 'main_cpv_code', 'value': fact.main_cpv_code},
            {'field': 'estimated_value_nok', 'value': cast(fact.estimated_value_nok as varchar)},
            {'field': 'awarded_value_nok', 'value': cast(fact.awarded_value_nok as varchar)},
            {'field': 'deadline_on', 'value': cast(fact.deadline_on as varchar)},
            {'field': 'planned_on', 'value': cast(notice.planned_on as varchar)},
            {'field': 'decided_on', 'value': cast(fact.decided_on as varchar)},
            {'field': 'concluded_on', 'value': cast(fact.concluded_on as varchar)},
            {'field': 'lots', 'value': cast(fact.lots as varchar)},
            {'field': 'is_framework', 'value': cast(fact.is_framework as varchar)},
            {'field': 'is_cancelled', 'value': cast(fact.is_cancelling as varchar)},
            {'field': 'form_type', 'value': notice.form_type},
            {'field': 'buyers', 'value': buyers.buyers},
        ]) as said,
    from staging.notices as notice
    inner join staging.notice_facts as fact using (notice_key)
    left join buyers using (notice_key)
)

select
    notice_key,
    said.field as field,
    said.value as value,
from said
