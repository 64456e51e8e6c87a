"""What the database itself keeps true about conversations.

Lock order: conversation, then member, then message. A trigger that reads another row first locks it and looks at it in a
statement of its own.
"""

import pgtrigger

from project.kernel.triggers import Truth

EDIT_MINUTES = 10

_SAID = pgtrigger.Q(new__kind="said")
LOCK_CONVERSATION = "PERFORM FROM chat_conversation WHERE id = NEW.conversation_id FOR NO KEY UPDATE;"
LOCK_AUTHOR = "PERFORM FROM chat_member WHERE id = NEW.author_id FOR NO KEY UPDATE;"

# No lock: a member never changes conversations and never goes.
message_is_written_by_a_member = Truth(
    name="message_is_written_by_a_member",
    operation=pgtrigger.Insert,
    condition=_SAID,
    func="""
        IF NOT EXISTS (SELECT FROM chat_member WHERE id = NEW.author_id AND conversation_id = NEW.conversation_id)
        THEN __REFUSE__ END IF;
        RETURN NEW;
    """,
)

# Who closes a conversation updates its row, and so waits for this lock or is waited for.
message_is_said_while_open = Truth(
    name="message_is_said_while_open",
    operation=pgtrigger.Insert,
    func=f"""
        {LOCK_CONVERSATION}
        IF (SELECT state FROM chat_conversation WHERE id = NEW.conversation_id) <> 'open' THEN __REFUSE__ END IF;
        RETURN NEW;
    """,
)

message_author_is_not_blocked = Truth(
    name="message_author_is_not_blocked",
    operation=pgtrigger.Insert,
    condition=_SAID,
    func=f"""
        {LOCK_CONVERSATION}
        {LOCK_AUTHOR}
        IF EXISTS (SELECT FROM chat_member WHERE id = NEW.author_id AND blocked_at IS NOT NULL) THEN __REFUSE__ END IF;
        RETURN NEW;
    """,
)

# No lock: a message never leaves its conversation.
message_replies_within_its_conversation = Truth(
    name="message_replies_within_its_conversation",
    operation=pgtrigger.Insert,
    condition=pgtrigger.Q(new__reply_to__isnull=False),
    func="""
        IF NOT EXISTS (SELECT FROM chat_message WHERE id = NEW.reply_to_id AND conversation_id = NEW.conversation_id)
        THEN __REFUSE__ END IF;
        RETURN NEW;
    """,
)

# At the commit, for its attachments come after it.
message_says_something = Truth(
    name="message_says_something",
    operation=pgtrigger.Insert,
    when=pgtrigger.After,
    timing=pgtrigger.Deferred,
    condition=pgtrigger.Q(new__text=""),
    func="""
        IF NOT EXISTS (SELECT FROM chat_attachment WHERE message_id = NEW.id) THEN __REFUSE__ END IF;
        RETURN NULL;
    """,
)

message_is_edited_in_time = Truth(
    name="message_is_edited_in_time",
    operation=pgtrigger.UpdateOf("text", "edited_at"),
    condition=pgtrigger.Condition(
        "NEW.deleted_at IS NULL AND (OLD.text, OLD.edited_at) IS DISTINCT FROM (NEW.text, NEW.edited_at)"
    ),
    func=f"""
        IF NEW.edited_at IS NULL OR NEW.edited_at IS NOT DISTINCT FROM OLD.edited_at OR OLD.kind <> 'said'
           OR public.nivas_now() > OLD.sent_at + interval '{EDIT_MINUTES} minutes' THEN __REFUSE__ END IF;
        RETURN NEW;
    """,
)

message_deleted_stays_deleted = Truth(
    name="message_deleted_stays_deleted",
    operation=pgtrigger.Update,
    condition=pgtrigger.Condition("OLD.deleted_at IS NOT NULL AND OLD.* IS DISTINCT FROM NEW.*"),
    func="__REFUSE__",
)

message_is_never_removed = Truth(name="message_is_never_removed", operation=pgtrigger.Delete, func="__REFUSE__")

# Moderators read what was said before an edit or a deletion; nobody can change a text without leaving it.
message_keeps_its_earlier_text = pgtrigger.Trigger(
    name="message_keeps_its_earlier_text",
    operation=pgtrigger.UpdateOf("text"),
    when=pgtrigger.After,
    condition=pgtrigger.Condition("OLD.text <> NEW.text"),
    func="""
        INSERT INTO chat_earliertext (message_id, text) VALUES (OLD.id, OLD.text);
        RETURN NULL;
    """,
)

# The conversation knows its last message and since when its person waits for an answer; the lock is held by then.
conversation_follows_its_messages = pgtrigger.Trigger(
    name="conversation_follows_its_messages",
    operation=pgtrigger.Insert,
    when=pgtrigger.After,
    func="""
        UPDATE chat_conversation SET last_message_id = NEW.id, waits_since = CASE
            WHEN NEW.kind <> 'said' THEN waits_since
            WHEN (SELECT side FROM chat_member WHERE id = NEW.author_id) = 'staff' THEN NULL
            ELSE coalesce(waits_since, NEW.sent_at) END
        WHERE id = NEW.conversation_id;
        RETURN NULL;
    """,
)

# Needs no lock: a booking never changes its tenant or its unit type, a unit type never its property.
conversation_of_a_stay_is_its_tenants = Truth(
    name="conversation_of_a_stay_is_its_tenants",
    operation=pgtrigger.Insert,
    condition=pgtrigger.Q(new__booking__isnull=False),
    func="""
        IF NOT EXISTS (SELECT FROM booking_booking AS booking JOIN catalog_unittype AS offer ON offer.id = unit_type_id
                       WHERE booking.id = NEW.booking_id AND booking.tenant_id = NEW.person_id
                         AND offer.property_id = NEW.house_id) THEN __REFUSE__ END IF;
        RETURN NEW;
    """,
)

# Locks the member: who blocks one locks it too.
conversation_is_assigned_to_its_staff = Truth(
    name="conversation_is_assigned_to_its_staff",
    operation=pgtrigger.Insert | pgtrigger.UpdateOf("assigned_to_id"),
    condition=pgtrigger.Q(new__assigned_to__isnull=False),
    func="""
        PERFORM FROM chat_member WHERE conversation_id = NEW.id AND user_id = NEW.assigned_to_id FOR NO KEY UPDATE;
        IF NOT EXISTS (SELECT FROM chat_member WHERE conversation_id = NEW.id AND user_id = NEW.assigned_to_id
                       AND side = 'staff' AND blocked_at IS NULL) THEN __REFUSE__ END IF;
        RETURN NEW;
    """,
)

member_reads_its_own_conversation = Truth(
    name="member_reads_its_own_conversation",
    operation=pgtrigger.Insert | pgtrigger.UpdateOf("read_up_to_id", "mailed_up_to_id"),
    func="""
        IF EXISTS (SELECT FROM chat_message WHERE id IN (NEW.read_up_to_id, NEW.mailed_up_to_id)
                   AND conversation_id <> NEW.conversation_id) THEN __REFUSE__ END IF;
        RETURN NEW;
    """,
)

member_read_mark_moves_forward = Truth(
    name="member_read_mark_moves_forward",
    operation=pgtrigger.UpdateOf("read_up_to_id"),
    condition=pgtrigger.Condition("coalesce(NEW.read_up_to_id, 0) < coalesce(OLD.read_up_to_id, 0)"),
    func="__REFUSE__",
)

# Within one transaction the clock stands still, so only what came with the message has its moment.
attachment_comes_with_its_message = Truth(
    name="attachment_comes_with_its_message",
    operation=pgtrigger.Insert,
    func="""
        IF NOT EXISTS (SELECT FROM chat_message WHERE id = NEW.message_id AND sent_at = public.nivas_now()
                       AND deleted_at IS NULL) THEN __REFUSE__ END IF;
        RETURN NEW;
    """,
)

# No lock: neither a message nor a member ever leaves its conversation.
flag_stays_within_its_conversation = Truth(
    name="flag_stays_within_its_conversation",
    operation=pgtrigger.Insert,
    func="""
        IF EXISTS (SELECT FROM chat_message WHERE id = NEW.message_id AND conversation_id <> NEW.conversation_id)
           OR EXISTS (SELECT FROM chat_member WHERE id IN (NEW.about_id, NEW.reporter_id)
                      AND conversation_id <> NEW.conversation_id) THEN __REFUSE__ END IF;
        RETURN NEW;
    """,
)
