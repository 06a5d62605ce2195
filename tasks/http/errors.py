"""What can go wrong between us and a source. Every message says what happened, where, and what to do."""

from schemas.errors import UserError


class SourceError(UserError):
    """Raised when a source did not give what was asked for."""


class SourceUnavailableError(SourceError):
    """Raised when every try failed: the window stays open, and the next run asks again."""


class SourceRefusedError(SourceError):
    """Raised when the source refused the request itself (400, 401, 403, 404, 410): repeating it does not help."""

    def __init__(self, message: str, status: int) -> None:
        super().__init__(message)
        self.status = status


class SourceChangedError(SourceError):
    """Raised when a source behaves in a way that this code does not know: somebody has to look."""


class NotWholeError(Exception):
    """Raised when an answer broke off or is not what was asked for: it is asked for again."""


class RetryableError(Exception):
    """Raised inside `tasks.http.client` for what is worth a retry; `wait`: seconds of the Retry-After header."""

    def __init__(self, message: str, wait: float | None = None) -> None:
        super().__init__(message)
        self.wait = wait
