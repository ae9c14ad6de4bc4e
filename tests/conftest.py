"""What all tests share: browser tests are marked by their folder, property tests have one profile."""

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import settings

BROWSER_TESTS = Path(__file__).parent / "browser"

settings.register_profile("routecanvas", deadline=None, derandomize=True, database=None)
settings.load_profile("routecanvas")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what lives in tests/browser, so that `-m 'not browser'` leaves it out, and run it last: the browser keeps
    an event loop running, in which no other test could run its own. On a busy machine a page may answer too late once.
    Of tests that share a name only one would run side by side with others.
    """
    shared = [name for name, count in Counter(item.nodeid for item in items).items() if count > 1]
    if shared:
        raise pytest.UsageError(f"These names stand for several tests: {', '.join(shared)}")
    for item in items:
        if BROWSER_TESTS in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.flaky(reruns=1))
    items.sort(key=lambda item: item.get_closest_marker("browser") is not None)
