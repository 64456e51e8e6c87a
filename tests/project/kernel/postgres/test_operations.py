"""Tables that are created together."""

import pgtrigger
import pytest
from django.db import connection, models
from django.db.migrations import CreateModel
from django.db.migrations.state import ProjectState

from project.kernel.postgres.operations import CreateTables
from project.kernel.triggers import Truth
from tests.truths import broken_by

pytestmark = pytest.mark.django_db

KEY = ("id", models.BigAutoField(primary_key=True))
SHELF = CreateModel(
    "Shelf",
    fields=[KEY, ("name", models.CharField(max_length=20))],
    options={
        "constraints": [models.UniqueConstraint(fields=["name"], name="shelf_name_is_unique")],
        "triggers": [Truth(name="shelf_never_goes", operation=pgtrigger.Delete, func="__REFUSE__")],
    },
)
BOOK = CreateModel("Book", fields=[KEY, ("shelf", models.ForeignKey("library.shelf", models.PROTECT))])


class TestCreateTables:
    @pytest.fixture
    def before(self) -> ProjectState:
        state = ProjectState()
        assert state.apps.get_models() == []
        return state

    @pytest.fixture
    def after(self, before) -> ProjectState:
        state = before.clone()
        operation = CreateTables(SHELF, BOOK)
        operation.state_forwards("library", state)
        with connection.schema_editor() as editor:
            operation.database_forwards("library", editor, before, state)
        return state

    def test_draws_no_model_before_all_are_there(self, before):
        CreateTables(SHELF, BOOK).state_forwards("library", before)

        assert "apps" not in vars(before)
        assert [model.__name__ for model in before.apps.get_models()] == ["Shelf", "Book"]

    def test_makes_each_table_with_its_keys_and_its_truths(self, after):
        shelf = after.apps.get_model("library", "Shelf").objects.create(name="Maps")
        after.apps.get_model("library", "Book").objects.create(shelf=shelf)

        assert broken_by(type(shelf).objects.create, name="Maps") == "shelf_name_is_unique"
        assert broken_by(type(shelf).objects.all()._raw_delete, "default") == "shelf_never_goes"

    def test_takes_them_away_again(self, before, after):
        with connection.schema_editor() as editor:
            CreateTables(SHELF, BOOK).database_backwards("library", editor, after, before)

        tables = connection.introspection.table_names()
        assert "library_shelf" not in tables
        assert "library_book" not in tables

    def test_says_what_it_creates(self):
        assert CreateTables(SHELF, BOOK).describe() == "Create the tables of Shelf, Book"
