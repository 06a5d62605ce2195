"""What is bought: the same shape for the whole procedure and for a lot."""

from tasks.sample.world.notice import Notice


def project(notice: Notice, value: int | None, more: str = "") -> str:
    """Nature, purposes, value and CPV: the same shape for procedure and lot."""
    of = notice.of
    amount = (
        f'<cac:RequestedTenderTotal><cbc:EstimatedOverallContractAmount currencyID="NOK">{value}'
        "</cbc:EstimatedOverallContractAmount></cac:RequestedTenderTotal>"
        if value is not None
        else ""
    )
    return (
        f'<cbc:ProcurementTypeCode listName="contract-nature">{of.thing.nature}</cbc:ProcurementTypeCode>{more}{amount}'
        '<cac:MainCommodityClassification><cbc:ItemClassificationCode listName="cpv">'
        f"{of.thing.cpv}</cbc:ItemClassificationCode></cac:MainCommodityClassification>"
    )


def place_of(notice: Notice) -> str:
    """Place of performance."""
    return (
        f"<cac:RealizedLocation><cac:Address><cbc:CityName>{notice.of.buyer.seat}</cbc:CityName>"
        '<cac:Country><cbc:IdentificationCode listName="country">NOR</cbc:IdentificationCode></cac:Country>'
        "</cac:Address></cac:RealizedLocation>"
    )
