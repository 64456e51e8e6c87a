"""One mail to one address, by whatever `EMAIL_URL` names."""

from collections.abc import Sequence
from email.utils import parseaddr

from django.conf import settings
from django.core.mail import EmailMultiAlternatives

from project.notifications.letters import Letter
from project.notifications.registry import Attachment


def send_mail(letter: Letter, *, to: str, id: str, attachments: Sequence[Attachment] = ()) -> None:
    """Send a letter. Its id comes from the delivery, so a mailbox that gets it twice shows it once."""
    host = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]
    mail = EmailMultiAlternatives(
        subject=letter.subject,
        body=letter.text,
        to=[to],
        headers={"Message-ID": f"<{id}@{host}>", "Auto-Submitted": "auto-generated"},
    )
    mail.attach_alternative(letter.html, "text/html")
    for attached in attachments:
        mail.attach(*attached)
    mail.send()
