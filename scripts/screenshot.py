"""Makes docs/screenshot.png from the running program: serves a fresh database, opens a gallery design, takes a picture.

python scripts/screenshot.py docs/screenshot.png [--theme dark]
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
DESIGN, SUBNET, ROW = "er-vpn-coexistence", "vnet-apps-weu-001/snet-web", "192.168.100.0/24"
SIZE = {"width": 1600, "height": 920}
BROWSER = ["--no-sandbox", "--disable-quic", "--no-first-run", "--disable-background-networking", "--hide-scrollbars"]


@contextmanager
def served() -> Iterator[str]:
    """The address of a server with an empty database."""
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {
            "ROUTECANVAS_DATABASE_URL": f"sqlite:///{folder}/picture.db",
            "ROUTECANVAS_ASSETS": "local",
        }
        command = [sys.executable, "-m", "app", "serve", "--port", "0"]
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True)
        assert process.stdout
        try:
            yield next(found.group() for line in process.stdout if (found := re.search(r"http://\S+(?=/)", line)))
        finally:
            process.terminate()
            process.wait(10)


def picture(page: Page, address: str, target: Path) -> None:
    """Open the design at a subnet, ask why one row is there, and keep what is seen."""
    answer = page.request.post(f"{address}/api/v1/designs", data={"template": DESIGN})
    page.goto(f"{address}{answer.json()['links']['edit']}?at={SUBNET}")
    page.get_by_role("button", name=ROW, exact=True).click()
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(800)
    page.screenshot(path=target)


def main() -> int:
    """Make the picture."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("target", type=Path)
    parser.add_argument("--theme", choices=("light", "dark"), default="light")
    options = parser.parse_args()
    chromium = shutil.which("chromium", path=f"{os.environ.get('PATH', '')}:/usr/bin")
    with served() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=BROWSER)
        page = browser.new_page(viewport=SIZE, color_scheme=options.theme, device_scale_factor=1.5)
        page.add_init_script("localStorage.setItem('routecanvas.tour', 'done')")
        picture(page, address, options.target)
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
