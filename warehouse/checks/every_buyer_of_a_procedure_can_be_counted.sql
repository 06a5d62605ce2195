select
    procedure_buyer.procedure_key,
    procedure_buyer.buyer_id,
from marts.procedure_buyers as procedure_buyer
anti join marts.buyers as buyer using (buyer_id)
