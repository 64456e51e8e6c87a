"""Refusals in Stripe's wire format."""

from typing import Any

Json = dict[str, Any]


class ApiError(Exception):
    """An answer other than 2xx. Handlers refuse before they write, so raising one changes nothing."""

    def __init__(
        self,
        message: str,
        *,
        status: int = 400,
        type: str = "invalid_request_error",
        code: str | None = None,
        param: str | None = None,
        headers: dict[str, str] | None = None,
        **more: Any,
    ) -> None:
        super().__init__(message)
        self.status = status
        self.headers = headers or {}
        known = {"type": type, "message": message, "code": code, "param": param, **more}
        self.error: Json = {name: value for name, value in known.items() if value is not None}

    @property
    def body(self) -> Json:
        """Give the answer as it is sent."""
        return {"error": self.error}


class Unauthorized(ApiError):
    """There is no key, or none for this stand-in."""

    def __init__(self, message: str) -> None:
        super().__init__(message, status=401)


class ResourceMissing(ApiError):
    """Stripe answers 404 for the object in the address and 400 for one named in a parameter."""

    def __init__(self, noun: str, id: str, *, param: str = "id", status: int = 404) -> None:
        super().__init__(f"No such {noun}: '{id}'", status=status, code="resource_missing", param=param)


class NotModelled(ApiError):
    """Real Stripe would act on this parameter. Ignoring it here would be a lie, so the stand-in says no."""

    def __init__(self, param: str) -> None:
        super().__init__(f"stripesim does not act on '{param}' yet.", code="parameter_unknown", param=param)


class RateLimited(ApiError):
    """Decided before the idempotency keys are looked at, so it spends none."""

    def __init__(self) -> None:
        super().__init__(
            "Request rate limit exceeded.",
            status=429,
            code="rate_limit",
            headers={"Stripe-Rate-Limited-Reason": "global-rate"},
        )


class ServerTrouble(ApiError):
    """Not the caller's fault: planned, or a mistake in the stand-in."""

    def __init__(self, message: str, *, status: int = 500, headers: dict[str, str] | None = None) -> None:
        super().__init__(message, status=status, type="api_error", headers=headers)


class CardDeclined(ApiError):
    """The one refusal that follows a write: the failed charge stays, so raise it after everything is recorded."""

    def __init__(self, error: Json, **embedded: Any) -> None:
        told: Json = {name: error.get(name) for name in ("code", "decline_code", "charge")}
        super().__init__(error["message"], status=402, type=error["type"], **told, **embedded)


class ConnectionDropped(Exception):
    """The socket closes without an answer, as a broken network would do it."""


def check_modelled(params: Json, modelled: set[str], path: str = "") -> None:
    """Check that nothing is asked for that would be ignored here.

    Raises: NotModelled.
    """
    for name in sorted(set(params) - modelled):
        raise NotModelled(f"{path}[{name}]" if path else name)
