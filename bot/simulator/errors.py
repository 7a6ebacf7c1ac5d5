"""The refusals of the Bot API, worded as Telegram words them."""


class ApiError(Exception):
    """A call Telegram would refuse.

    Attributes:
        code: The HTTP status and `error_code` of the answer.
        description: The text Telegram gives, with its leading class ("Bad Request: …").
        retry_after: Seconds to wait, for 429 only.
    """

    def __init__(self, code: int, description: str, retry_after: int | None = None) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.retry_after = retry_after


def bad_request(reason: str) -> ApiError:
    """400: the call itself is wrong and will stay wrong."""
    return ApiError(400, f"Bad Request: {reason}")


def forbidden(reason: str) -> ApiError:
    """403: the person does not receive messages from this bot."""
    return ApiError(403, f"Forbidden: {reason}")


def conflict(reason: str) -> ApiError:
    """409: polling and webhook, or two pollers, exclude each other."""
    return ApiError(409, f"Conflict: {reason}")


def too_many_requests(seconds: int) -> ApiError:
    """429: wait this many seconds."""
    return ApiError(429, f"Too Many Requests: retry after {seconds}", seconds)


UNAUTHORIZED = (401, "Unauthorized")
NOT_FOUND = (404, "Not Found")
TOO_LARGE = (413, "Request Entity Too Large")
