import pghistory.models
import pytest
from django_q.signals import post_execute_in_worker, pre_execute

from project.identity.models import User
from tests.factories.identity import create_tenant

pytestmark = pytest.mark.django_db(transaction=True)


def jobs_behind(person: User) -> list[str | None]:
    changes = pghistory.models.Events.objects.tracks(person).order_by("pgh_id")
    return [(change.pgh_context or {}).get("job") for change in changes]


class TestTrail:
    def test_names_the_job_while_it_runs_and_nobody_after(self):
        person = create_tenant()
        pre_execute.send(sender="django_q", func=None, task={"func": "jobs.booking.lapse_holds"})
        User.objects.filter(pk=person.pk).update(name="Changed by the job")
        post_execute_in_worker.send(sender="django_q", func=None, task={})
        User.objects.filter(pk=person.pk).update(name="Changed later")

        assert jobs_behind(person) == [None, "jobs.booking.lapse_holds", None]
