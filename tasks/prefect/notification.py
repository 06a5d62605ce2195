"""Where a notification goes: a Prefect block made from one address."""

from urllib.parse import urlsplit

from prefect.blocks.abstract import NotificationBlock
from prefect.blocks.notifications import CustomWebhookNotificationBlock, MicrosoftTeamsWebhook, SlackWebhook
from pydantic import SecretStr

from schemas.errors import UserError

NAME = "bestillerpuls"
TEAMS = (".logic.azure.com", ".powerplatform.com")
"""Hosts of the workflows that post to Teams."""


def block_for(address: str) -> NotificationBlock:
    """The block that sends to an address.

    Args:
        address: `https://hooks.slack.com/…`, a Teams workflow, `mailtos://user:password@host?to=…` (as Apprise writes
            it), or any other http(s) address, which gets `{"subject": …, "body": …}` as JSON.

    Raises:
        UserError: the address is none of these; the address itself is not told, since it holds secrets.
    """
    parts = urlsplit(address)
    host = parts.hostname or ""
    if parts.scheme in {"mailto", "mailtos"} or host.startswith("hooks.slack"):
        return SlackWebhook(url=SecretStr(address))  # hands every address to Apprise, which knows mail as well
    if host.endswith(TEAMS):
        return MicrosoftTeamsWebhook(url=SecretStr(address))
    if parts.scheme in {"http", "https"} and host:
        return CustomWebhookNotificationBlock(
            name=NAME,
            url="{{address}}",
            json_data={"subject": "{{subject}}", "body": "{{body}}"},
            secrets={"address": address},
        )
    raise UserError(
        "BESTILLERPULS_NOTIFY_URL: the address is of no known kind. Give a Slack or Teams webhook, "
        "mailtos://user:password@host?to=address, or another https:// address that takes JSON."
    )
