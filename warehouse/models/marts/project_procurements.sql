-- Procedures that may belong to a project of the programme folder: bought by a member, within its days, and told by a
-- word or a code: of an eight-digit code the zeros at the end say only that it is general, but a division is two digits,
-- and 30 is not 33. A project's own name in a title needs no member.
with project as (
    select
        programme.programme_id,
        project.project_id,
        project.name as project_name,
        coalesce(project.starts_on, date '0001-01-01') as starts_on,
        coalesce(project.ends_on, date '9999-01-01') as ends_on,
        regexp_split_to_array(coalesce(project.members, ''), '[; ]+') as members,
        list_filter(string_split(lower(coalesce(project.keywords, '')), ';'), lambda word: trim(word) <> '') as keywords,
        list_filter(regexp_split_to_array(coalesce(project.cpv_codes, ''), '[; ]+'), lambda code: code <> '') as cpv_codes,
    from staging.programmes as programme
    inner join parsed.projects as project using (file_sha256)
),

member_buyers as (
    select distinct
        project.programme_id,
        project.project_id,
        placed.buyer_id,
    from project
    inner join staging.placed_organisations as placed on list_contains(project.members, placed.organisation_number)
),

texts as (
    select
        member.procedure_key,
        notice.notice_key,
        notice.published_on,
        lower(coalesce(notice.title, '') || ' ' || coalesce(notice.description, '')) as text,
        fact.main_cpv_code,
    from staging.procedure_notices as member
    inner join staging.notices as notice using (notice_key)
    inner join staging.notice_facts as fact using (notice_key)
),

weighed as (
    select
        project.programme_id,
        project.project_id,
        texts.procedure_key,
        texts.notice_key,
        contains(texts.text, lower(project.project_name)) as has_name,
        list_filter(project.keywords, lambda word: contains(texts.text, trim(word))) as words,
        list_filter(project.cpv_codes, lambda code: starts_with(texts.main_cpv_code, left(code, 2) || rtrim(substr(code, 3), '0'))) as codes,
        exists (
            select 1
            from marts.procedure_buyers as bought
            inner join member_buyers using (buyer_id)
            where
                bought.procedure_key = texts.procedure_key
                and member_buyers.programme_id = project.programme_id
                and member_buyers.project_id = project.project_id
        ) as is_members,
    from project
    inner join texts on texts.published_on between project.starts_on and project.ends_on
)

select
    programme_id,
    project_id,
    procedure_key,
    notice_key,
    concat_ws(
        '; ',
        case when has_name then 'nevner prosjektet' end,
        case when is_members then 'kjøpt av et medlem' end,
        case when len(words) > 0 then 'ord: ' || trim(words[1]) end,
        case when len(codes) > 0 then 'CPV ' || codes[1] end
    ) as reason_nb,
    concat_ws(
        '; ',
        case when has_name then 'names the project' end,
        case when is_members then 'bought by a member' end,
        case when len(words) > 0 then 'word: ' || trim(words[1]) end,
        case when len(codes) > 0 then 'CPV ' || codes[1] end
    ) as reason,
    case
        when has_name and is_members then 1.0
        when has_name then 0.9
        when len(words) > 0 and len(codes) > 0 then 0.85
        when len(words) > 0 then 0.7
        else 0.3
    end as confidence,
from weighed
where has_name or is_members and (len(words) > 0 or len(codes) > 0)
