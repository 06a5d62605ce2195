-- name_nb = "Inviterer til dialog"
-- name_en = "Invites to dialogue"
-- question_nb = "Hvor ofte inviterer forhåndskunngjøringen leverandørene til dialog?"
-- question_en = "How often does the early notice invite suppliers to dialogue?"
-- theme = "market"
-- definition_nb = "Forhåndskunngjøringer der teksten inviterer leverandører til dialog (staging.notice_dialogue), telt sammen med konkurransen de kom før, ellers på sin egen dag."
-- definition = "Planning and advisory notices whose text invites suppliers to dialogue (staging.notice_dialogue), counted with the competition they came before, else on their own day."
-- unit = "notice"
-- measure = "share"
-- value_unit = "share"
-- base_nb = "Alle forhåndskunngjøringer av en anskaffelse."
-- base = "Every planning or advisory notice of a procedure."
-- fields = ["BT-03", "text:BT-21", "text:BT-24"]
-- hoped = "up"
-- otherwise_nb = "Funnet med ordliste; hvor treffsikker den er, står i docs/themes.md. Riksrevisjonen fant dialog i 69 prosent av prosjektene, kunngjøringene viser langt mindre."
-- otherwise = "Told by words, with the precision and recall that docs/themes.md states; the auditor's survey found dialogue in 69 per cent of projects, notices show far less."
-- source_nb = "LUP: slik inviterer du til dialog på Doffin; egen ordliste."
-- source = "LUP: how to invite to dialogue on Doffin; own lexicon."
-- breaks = ["eforms"]
select
    link.procedure_key || ':' || link.notice_key as unit_id,
    link.procedure_key,
    null as lot_id,
    coalesce(procedure.competition_on, procedure.published_on) as occurred_on,
    true as in_base,
    dialogue.invites_to_dialogue is not null as has_data,
    dialogue.invites_to_dialogue::int as value,
from marts.procedure_notices as link
inner join marts.procedures as procedure using (procedure_key)
left join staging.notice_dialogue as dialogue using (notice_key)
where
    link.notice_kind in ('planning', 'early_dialogue')
    and coalesce(procedure.competition_on, procedure.published_on) is not null
