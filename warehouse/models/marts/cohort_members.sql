-- An organisation in several waves counts as trained from its first one.
with known as (
    select
        programme.programme_id,
        member.organisation_number,
        member.name as organisation_name,
        member.buyer_kind,
        member.status,
        member.wave_id,
        coalesce(member.joined_on, wave.starts_on) as trained_from,
        member.source,
        member.confidence,
    from staging.programmes as programme
    inner join parsed.members as member using (file_sha256)
    left join parsed.waves as wave
        on wave.file_sha256 = programme.file_sha256 and wave.wave_id = member.wave_id
)

select
    programme_id,
    organisation_number,
    organisation_name,
    buyer_kind,
    status,
    wave_id,
    trained_from,
    source,
    confidence,
from known
qualify row_number() over (
    partition by programme_id, organisation_number
    order by
        status = 'member' desc,
        trained_from nulls last,
        wave_id,
        source
) = 1
