"""The books: accounts, postings with their entries, and the seals that make a change of the past show.

Debits are positive, credits negative. Nothing here ever changes: a correction is another posting.
"""

from django.db import models
from django.db.models.functions import Cast, Coalesce
from django.utils.translation import gettext_lazy as _

from project.kernel.fields import NivasNow, PaiseField, PublicIdModel
from project.kernel.money import Money
from project.ledger import triggers


class AccountKind(models.TextChoices):
    """What an account is for. `UNAPPLIED` is a known payer's money not yet put to use, `SUSPENSE` what nobody can match."""

    TENANT_RECEIVABLE = "tenant_receivable", _("Owed by tenants")
    DEPOSIT_LIABILITY = "deposit_liability", _("Deposits held")
    LANDLORD_PAYABLE = "landlord_payable", _("Owed to landlords")
    RENT_INCOME = "rent_income", _("Rent")
    MESS_INCOME = "mess_income", _("Mess")
    LATE_FEE_INCOME = "late_fee_income", _("Late fees")
    COMMISSION = "commission", _("Commission")
    GST_PAYABLE = "gst_payable", _("GST to be paid")
    STRIPE_CLEARING = "stripe_clearing", _("At Stripe")
    STRIPE_FEES = "stripe_fees", _("Stripe's fees")
    DISPUTE_HOLDING = "dispute_holding", _("Held for disputes")
    UNAPPLIED = "unapplied", _("Paid and not yet used")
    SUSPENSE = "suspense", _("Not yet matched")
    CASH = "cash", _("Cash")
    BANK = "bank", _("Bank")


OF_A_PERSON = [AccountKind.TENANT_RECEIVABLE, AccountKind.DEPOSIT_LIABILITY, AccountKind.UNAPPLIED]
OF_A_LANDLORD = [AccountKind.LANDLORD_PAYABLE]
# The house's own, or kept for each landlord apart.
OF_A_LANDLORD_OR_THE_HOUSE = [
    AccountKind.RENT_INCOME,
    AccountKind.MESS_INCOME,
    AccountKind.LATE_FEE_INCOME,
    AccountKind.COMMISSION,
    AccountKind.GST_PAYABLE,
    AccountKind.CASH,
    AccountKind.BANK,
]


class Account(PublicIdModel):
    """Where money stands: one per kind, owner and currency."""

    kind = models.CharField(_("kind"), max_length=20, choices=AccountKind)
    person = models.ForeignKey("identity.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    landlord = models.ForeignKey("identity.Landlord", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    currency = models.CharField(_("currency"), max_length=3, default="INR")

    class Meta:
        verbose_name = _("account")
        verbose_name_plural = _("accounts")
        constraints = [
            # Nobody stands for 0, so that the index also finds the house's own.
            models.UniqueConstraint(
                "kind", "currency", Coalesce("person", 0), Coalesce("landlord", 0), name="account_is_one_per_owner"
            ),
            models.CheckConstraint(condition=models.Q(kind__in=AccountKind.values), name="account_kind_is_known"),
            models.CheckConstraint(
                condition=models.Q(kind__in=OF_A_PERSON, person__isnull=False)
                | (~models.Q(kind__in=OF_A_PERSON) & models.Q(person__isnull=True)),
                name="account_names_its_person",
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=OF_A_LANDLORD, landlord__isnull=False)
                | models.Q(kind__in=OF_A_LANDLORD_OR_THE_HOUSE)
                | (~models.Q(kind__in=OF_A_LANDLORD) & models.Q(landlord__isnull=True)),
                name="account_names_its_landlord",
            ),
            models.CheckConstraint(condition=models.Q(currency__regex="^[A-Z]{3}$"), name="account_currency_is_a_code"),
        ]
        triggers = [*triggers.append_only("account", table="ledger_account")]

    def __str__(self) -> str:
        owner = self.person or self.landlord
        return f"{self.get_kind_display()} · {owner}" if owner else str(self.get_kind_display())


class Posting(PublicIdModel):
    """One fact about money, written once per `source` and `kind`.

    `source` names the row that caused it, `subject` what the money is for; `posted_at` is when it happened,
    `recorded_at` when we wrote it down. `hash` covers all of it and the entries.
    """

    source = models.CharField(_("caused by"), max_length=120)
    kind = models.CharField(_("kind"), max_length=60)
    subject = models.CharField(_("for"), max_length=120, blank=True)
    memo = models.CharField(_("note"), max_length=200, blank=True)
    posted_at = models.DateTimeField(_("happened at"), db_default=NivasNow())
    recorded_at = models.DateTimeField(_("recorded at"), db_default=NivasNow(), editable=False)
    hash = models.CharField(max_length=64, editable=False)
    transaction_id = models.BigIntegerField(
        db_default=Cast(Cast(models.Func(function="pg_current_xact_id"), models.TextField()), models.BigIntegerField()),
        editable=False,
    )

    class Meta:
        verbose_name = _("posting")
        verbose_name_plural = _("postings")
        indexes = [
            models.Index(fields=["subject"], name="posting_by_subject"),
            models.Index(fields=["posted_at"], name="posting_by_posted_at"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["source", "kind"], name="posting_is_made_once"),
            models.CheckConstraint(condition=models.Q(source__regex="^[a-z_]+:."), name="posting_names_its_source"),
            models.CheckConstraint(
                condition=models.Q(kind__regex=r"^[a-z_]+(\.[a-z_]+)+$"), name="posting_names_its_kind"
            ),
        ]
        triggers = [
            *triggers.append_only("posting", table="ledger_posting"),
            triggers.POSTING_NAMES_ITS_TRANSACTION,
            triggers.POSTING_HAS_ENTRIES,
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.source}"


class Entry(models.Model):
    """One line of a posting.

    Its triggers stand in for both foreign keys: rows of the books never vanish, so there is nothing to lock, and
    everybody who takes money would otherwise write a lock onto the one row of the account at Stripe.
    """

    posting = models.ForeignKey("ledger.Posting", on_delete=models.PROTECT, related_name="entries", db_constraint=False)
    line = models.PositiveSmallIntegerField(_("line"))
    account = models.ForeignKey("ledger.Account", on_delete=models.PROTECT, related_name="entries", db_constraint=False)
    amount_paise = PaiseField(_("amount"))
    currency = models.CharField(_("currency"), max_length=3)

    class Meta:
        verbose_name = _("entry")
        verbose_name_plural = _("entries")
        constraints = [
            models.UniqueConstraint(fields=["posting", "line"], name="entry_line_is_written_once"),
            models.CheckConstraint(condition=~models.Q(amount_paise=0), name="entry_amount_is_never_zero"),
        ]
        triggers = [
            *triggers.append_only("entry", table="ledger_entry"),
            triggers.ENTRY_COMES_WITH_ITS_POSTING,
            triggers.ENTRY_HAS_ITS_ACCOUNTS_CURRENCY,
            triggers.POSTING_SUMS_TO_ZERO,
        ]

    def __str__(self) -> str:
        return f"{self.account}: {self.amount_paise}"

    @property
    def amount(self) -> Money:
        """Debit above zero, credit below."""
        return Money(self.amount_paise, self.currency)


class Seal(models.Model):
    """A block of postings, closed by a hash that also covers every seal before it."""

    number = models.PositiveBigIntegerField(_("number"), primary_key=True)
    previous = models.CharField(max_length=64)
    hash = models.CharField(_("hash"), max_length=64, unique=True)
    sealed_at = models.DateTimeField(_("sealed at"))

    class Meta:
        verbose_name = _("seal")
        verbose_name_plural = _("seals")
        triggers = [*triggers.append_only("seal", table="ledger_seal")]

    def __str__(self) -> str:
        return f"{self.number}"


class SealedPosting(models.Model):
    """A posting's place in the sealed books, without gaps, and its hash when it was sealed."""

    position = models.PositiveBigIntegerField(_("position"), primary_key=True)
    seal = models.ForeignKey("ledger.Seal", on_delete=models.PROTECT, related_name="postings")
    posting = models.OneToOneField("ledger.Posting", on_delete=models.PROTECT, related_name="sealed")
    hash = models.CharField(_("hash"), max_length=64)

    class Meta:
        verbose_name = _("sealed posting")
        verbose_name_plural = _("sealed postings")
        triggers = [*triggers.append_only("sealed_posting", table="ledger_sealedposting")]

    def __str__(self) -> str:
        return f"{self.position}"


class CheckRun(models.Model):
    """What one look through all the books found; no faults means in order."""

    checked_at = models.DateTimeField(_("checked at"), db_default=NivasNow(), editable=False)
    faults = models.JSONField(_("faults"), default=list)
    postings = models.PositiveBigIntegerField(_("postings"))
    unsealed = models.PositiveBigIntegerField(_("not sealed yet"))
    unsealed_since = models.DateTimeField(_("not sealed since"), null=True, blank=True)
    head_number = models.PositiveBigIntegerField(_("last seal"), default=0)
    head_hash = models.CharField(_("hash of the last seal"), max_length=64, blank=True)

    class Meta:
        verbose_name = _("check of the books")
        verbose_name_plural = _("checks of the books")
        indexes = [models.Index(fields=["checked_at"], name="check_by_checked_at")]
        triggers = [*triggers.append_only("check", table="ledger_checkrun")]

    def __str__(self) -> str:
        return f"{self.checked_at}: {len(self.faults)}"

    @property
    def is_good(self) -> bool:
        """True when nothing was wrong."""
        return not self.faults
