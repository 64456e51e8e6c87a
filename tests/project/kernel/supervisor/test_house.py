from pathlib import Path

from project.kernel.supervisor.house import House


def house(**options: object) -> House:
    return House(
        port=8123, home=Path("/srv/nivas"), database_url="postgresql:///x", webhook_secret="whsec_x", **options
    )


class TestPrograms:
    def test_are_the_stand_in_and_three_of_ours_in_the_demo(self) -> None:
        names = [program.name for program in house(stripesim_port=8124).programs()]

        assert names == ["stripesim", "web", "worker", "relay"]

    def test_have_no_stand_in_beside_the_real_stripe(self) -> None:
        assert [program.name for program in house().programs()] == ["web", "worker", "relay"]

    def test_agree_on_the_home_the_database_and_the_gateway(self) -> None:
        shared = {"NIVAS_HOME": "/srv/nivas", "PORT": "8123", "DATABASE_URL": "postgresql:///x"}

        for program in house(stripe_api_base="http://127.0.0.1:8124").programs():
            assert shared.items() <= program.environment.items()
            assert program.environment["STRIPE_API_BASE"] == "http://127.0.0.1:8124"
            assert program.environment["NIVAS_PROCESS"] == program.name

    def test_end_before_the_database_does(self) -> None:
        assert house().database().is_foundation
        assert not any(program.is_foundation for program in house().programs())
