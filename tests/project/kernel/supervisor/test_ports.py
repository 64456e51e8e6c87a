import socket
from collections.abc import Iterator

import pytest

from project.kernel.supervisor import is_free, next_free_port


@pytest.fixture
def taken() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


class TestIsFree:
    def test_is_false_while_somebody_listens(self, taken: int) -> None:
        assert not is_free(taken)

    def test_is_true_at_once_when_they_have_left(self) -> None:
        with socket.create_server(("127.0.0.1", 0)) as server:
            port = server.getsockname()[1]

        assert is_free(port)


class TestNextFreePort:
    def test_steps_over_a_taken_one(self, taken: int) -> None:
        found = next_free_port(taken - 1)

        assert found > taken
        assert is_free(found)

    def test_finds_one_even_at_the_end_of_the_range(self) -> None:
        assert 0 < next_free_port(65535) < 65536
