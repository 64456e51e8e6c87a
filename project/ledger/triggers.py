"""What the database itself keeps true about the books. No trigger waits for anybody: postings never queue."""

import pgtrigger

from project.kernel.triggers import Truth

# The number of the transaction that is running, as `posting.transaction_id` keeps it.
THIS_TRANSACTION = "pg_current_xact_id()::text::bigint"


def append_only(noun: str, *, table: str) -> tuple[Truth, Truth]:
    """Rows of this table never change and never vanish."""
    changes = Truth(name=f"{noun}_never_changes", operation=pgtrigger.Update | pgtrigger.Delete, func="__REFUSE__")
    vanishes = Truth(
        name=f"{noun}_table_is_never_emptied",
        operation=pgtrigger.Truncate,
        level=pgtrigger.Statement,
        func=f"IF EXISTS (SELECT FROM {table}) THEN __REFUSE__ END IF; RETURN NULL;",
    )
    return changes, vanishes


POSTING_NAMES_ITS_TRANSACTION = Truth(
    name="posting_names_its_transaction",
    operation=pgtrigger.Insert,
    condition=pgtrigger.Condition(f"NEW.transaction_id IS DISTINCT FROM {THIS_TRANSACTION}"),
    func="__REFUSE__",
)

# Before the commit, so that a posting may be written before its entries; also one without any is refused.
POSTING_HAS_ENTRIES = Truth(
    name="posting_has_entries",
    operation=pgtrigger.Insert,
    when=pgtrigger.After,
    timing=pgtrigger.Deferred,
    func="""
    IF NOT EXISTS (SELECT FROM ledger_entry WHERE posting_id = NEW.id) THEN __REFUSE__ END IF;
    RETURN NULL;
    """,
)

# No lock is needed: nobody else can add entries to a posting of this transaction.
ENTRY_COMES_WITH_ITS_POSTING = Truth(
    name="entry_comes_with_its_posting",
    operation=pgtrigger.Insert,
    func=f"""
    IF NOT EXISTS (SELECT FROM ledger_posting WHERE id = NEW.posting_id AND transaction_id = {THIS_TRANSACTION})
    THEN __REFUSE__ END IF;
    RETURN NEW;
    """,
)

# No lock is needed here either: an account never changes and never vanishes.
ENTRY_HAS_ITS_ACCOUNTS_CURRENCY = Truth(
    name="entry_has_its_accounts_currency",
    operation=pgtrigger.Insert,
    func="""
    IF NOT EXISTS (SELECT FROM ledger_account WHERE id = NEW.account_id AND currency = NEW.currency)
    THEN __REFUSE__ END IF;
    RETURN NEW;
    """,
)

POSTING_SUMS_TO_ZERO = Truth(
    name="posting_sums_to_zero",
    operation=pgtrigger.Insert,
    when=pgtrigger.After,
    timing=pgtrigger.Deferred,
    func="""
    IF EXISTS (SELECT FROM ledger_entry WHERE posting_id = NEW.posting_id
               GROUP BY currency HAVING sum(amount_paise) <> 0) THEN __REFUSE__ END IF;
    RETURN NULL;
    """,
)
