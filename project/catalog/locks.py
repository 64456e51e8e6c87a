"""The catalog's only row locks. A property comes first, then what hangs on it."""

from django.db.models import QuerySet

from project.catalog.models import Property, UnitType


def lock_property(among: QuerySet[Property], property_id: int) -> Property:
    """Hold one of these properties until the transaction ends. Raises Property.DoesNotExist."""
    mine = among.filter(pk=property_id).values("pk")
    return Property.objects.select_for_update(no_key=True).get(pk__in=mine)


def lock_unit_type(among: QuerySet[Property], unit_type_id: int) -> UnitType:
    """Hold a unit type of one of these properties, its property first.

    Raises: UnitType.DoesNotExist, also when the property is none of these.
    """
    unit_type = UnitType.objects.get(pk=unit_type_id, property__in=among.values("pk"))
    house = lock_property(among, unit_type.property_id)
    unit_type = UnitType.objects.select_for_update(no_key=True).get(pk=unit_type_id)
    unit_type.property = house
    return unit_type
