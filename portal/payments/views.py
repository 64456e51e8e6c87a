"""Where Stripe tells us what happened."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from project.identity.access import public
from project.payments.operations import WebhookRefused, store_webhook


@public
@csrf_exempt
@require_POST
def stripe_webhook(request: HttpRequest) -> HttpResponse:
    """Keep a signed webhook and say 200; what follows from it is a job's work. The signature is the only key."""
    try:
        store_webhook(payload=request.body, signature=request.headers.get("Stripe-Signature", ""))
    except WebhookRefused as refusal:
        return HttpResponse(str(refusal), status=refusal.status, content_type="text/plain; charset=utf-8")
    return HttpResponse(status=200)
