"""Our field template ties labels, help and errors to their control."""

import pytest
from bs4 import BeautifulSoup
from django import forms


class RoomForm(forms.Form):
    place = forms.CharField(label="Where?", help_text="An area or a landmark.")
    sharing = forms.ChoiceField(label="Sharing", choices=[("1", "One"), ("2", "Two")], required=False)
    move_in = forms.DateField(label="Move in", widget=forms.DateInput(attrs={"type": "date"}), required=False)
    food = forms.ChoiceField(label="Food", choices=[("veg", "Vegetarian")], widget=forms.RadioSelect, required=False)
    rules = forms.BooleanField(label="House rules", required=False)
    token = forms.CharField(widget=forms.HiddenInput, required=False)


def draw(markup: str) -> BeautifulSoup:
    return BeautifulSoup(markup, "html.parser")


class TestFieldElement:
    def test_describes_the_control_by_help_and_error(self):
        html = draw(RoomForm({})["place"].as_field_group())

        control = html.find("input")

        assert control["aria-invalid"] == "true"
        described_by = control["aria-describedby"].split()
        assert [html.find(id=name).get_text(strip=True) for name in described_by] == [
            "An area or a landmark.",
            "This field is required.",
        ]

    def test_labels_the_control(self):
        html = draw(RoomForm()["place"].as_field_group())

        assert html.find("label", attrs={"for": html.find("input")["id"]}).get_text(strip=True) == "Where?"

    def test_says_what_may_be_left_out(self):
        assert draw(RoomForm()["sharing"].as_field_group()).find(class_="field-optional").get_text() == "optional"

    def test_groups_radios_under_a_legend(self):
        html = draw(RoomForm()["food"].as_field_group())

        assert html.find("fieldset").find("legend").get_text() == "Food"

    def test_lets_a_date_have_our_calendar(self):
        assert draw(RoomForm()["move_in"].as_field_group()).find(attrs={"data-date-field": ""}) is not None

    def test_puts_the_checkbox_inside_its_label(self):
        assert draw(RoomForm()["rules"].as_field_group()).find("label").find("input")["type"] == "checkbox"

    def test_draws_a_hidden_field_bare(self):
        assert draw(RoomForm()["token"].as_field_group()).find("label") is None

    def test_escapes_what_was_typed(self):
        html = RoomForm({"place": "<script>"})["place"].as_field_group()

        assert "<script>" not in html


class TestFormElement:
    def test_sums_up_what_is_wrong_with_links_to_the_fields(self):
        html = draw(str(RoomForm({})))

        summary = html.find(class_="form-errors")

        assert summary["role"] == "alert"
        assert summary.find("a")["href"] == "#id_place"

    @pytest.mark.parametrize("name", list(RoomForm.base_fields))
    def test_draws_every_field(self, name):
        assert draw(str(RoomForm())).find(attrs={"name": name}) is not None
