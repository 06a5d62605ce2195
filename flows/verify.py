"""Look at everything that is kept, once a week; what follows from what is sound is made anew."""

from prefect import flow

from tasks.run.pipeline import bring_up_to_date, verify_kept


@flow(name="verify")
def verify() -> None:
    """Verify landing, parsed rows and generations, and make anew what can be.

    Raises:
        DamageError: a hand is needed; the message says for what.
    """
    verify_kept()
    bring_up_to_date()
