"""What the database keeps true about the catalog, beyond what one row can say about itself.

The truths about publishing are deferred to the commit, so that a form may empty and refill a house in one
go. They lock the property first and count in a second statement: two people who each withdraw "the other
offer" would otherwise both succeed.
"""

import pgtrigger

from project.kernel.triggers import Truth

# Asked in a statement of its own, after the lock: a lock that asks for `is_published` itself would pass over
# a house that somebody is publishing at this moment.
IS_PUBLISHED = "EXISTS (SELECT 1 FROM catalog_property WHERE id = {property} AND is_published)"
HAS_PRICED_OFFER = """EXISTS (
    SELECT 1 FROM catalog_unittype offer JOIN catalog_rate price ON price.unit_type_id = offer.id
    WHERE offer.property_id = {property} AND offer.is_offered
)"""

published_property_has_a_priced_offer = Truth(
    name="published_property_has_a_priced_offer",
    operation=pgtrigger.Insert | pgtrigger.UpdateOf("is_published"),
    when=pgtrigger.After,
    timing=pgtrigger.Deferred,
    func=f"""
        IF {IS_PUBLISHED.format(property="NEW.id")}
        AND NOT {HAS_PRICED_OFFER.format(property="NEW.id")} THEN __REFUSE__ END IF;
        RETURN NULL;
    """,
)

last_offer_of_a_published_property_stays = Truth(
    name="last_offer_of_a_published_property_stays",
    operation=pgtrigger.Delete | pgtrigger.UpdateOf("is_offered"),
    when=pgtrigger.After,
    timing=pgtrigger.Deferred,
    func=f"""
        PERFORM FROM catalog_property WHERE id = OLD.property_id FOR NO KEY UPDATE;
        IF {IS_PUBLISHED.format(property="OLD.property_id")}
        AND NOT {HAS_PRICED_OFFER.format(property="OLD.property_id")} THEN __REFUSE__ END IF;
        RETURN NULL;
    """,
)

last_rate_of_a_published_offer_stays = Truth(
    name="last_rate_of_a_published_offer_stays",
    operation=pgtrigger.Delete | pgtrigger.UpdateOf("unit_type_id"),
    when=pgtrigger.After,
    timing=pgtrigger.Deferred,
    declare=[("house", "BIGINT")],
    func=f"""
        SELECT property_id INTO house FROM catalog_unittype WHERE id = OLD.unit_type_id;
        PERFORM FROM catalog_property WHERE id = house FOR NO KEY UPDATE;
        IF {IS_PUBLISHED.format(property="house")}
        AND NOT {HAS_PRICED_OFFER.format(property="house")} THEN __REFUSE__ END IF;
        RETURN NULL;
    """,
)

# No twins on the parents: a unit type never changes its property, nor a property its landlord.
property_photo_shows_its_own_unit_type = Truth(
    name="property_photo_shows_its_own_unit_type",
    operation=pgtrigger.Insert | pgtrigger.Update,
    condition=pgtrigger.Q(new__unit_type__isnull=False),
    func="""
        IF NOT EXISTS (
            SELECT 1 FROM catalog_unittype WHERE id = NEW.unit_type_id AND property_id = NEW.property_id
        ) THEN __REFUSE__ END IF;
        RETURN NEW;
    """,
)

assignment_stays_within_one_landlord = Truth(
    name="assignment_stays_within_one_landlord",
    operation=pgtrigger.Insert | pgtrigger.Update,
    func="""
        IF NOT EXISTS (
            SELECT 1 FROM identity_membership member JOIN catalog_property house USING (landlord_id)
            WHERE member.id = NEW.membership_id AND house.id = NEW.property_id
        ) THEN __REFUSE__ END IF;
        RETURN NEW;
    """,
)
