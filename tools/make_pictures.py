"""Take the pictures of the page that the README shows: python -m tools.make_pictures.

The demo's papers are added to a library in a folder of its own, which is
served and looked at with Playwright and the installed chromium. Pictures are
written as WebP, small enough to keep in the repository.
"""

from __future__ import annotations

import io
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from tools.serving import serving

ROOT = Path(__file__).parents[1]
TARGET = ROOT / "docs" / "pictures"
SAMPLES = ROOT / "corpus" / "samples"
# (name, where it leads from the start, width, height, colours)
PICTURES = [
    ("search", "/search?q=wendbaarheid", 1280, 860, "light"),
    ("page", "hit", 1280, 860, "light"),
    ("recommendations", "/recommendations?type=aanbeveling", 1280, 860, "light"),
    ("term", "/term/wendbaarheid", 1280, 860, "dark"),
    ("search-small", "/search?q=wendbaarheid", 390, 844, "dark"),
]
QUALITY = 82


def take(base: str, browser: Any) -> None:
    """Take all pictures, and write them."""
    from PIL import Image

    TARGET.mkdir(parents=True, exist_ok=True)
    for name, address, width, height, scheme in PICTURES:
        size = {"width": width, "height": height}
        context = browser.new_context(base_url=base, viewport=size, color_scheme=scheme)
        page = context.new_page()
        if address == "hit":
            page.goto("/search?q=wendbaarheid")
            page.click("a.open >> nth=0")
        else:
            page.goto(address)
        page.wait_for_load_state("networkidle")
        taken = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
        file = TARGET / f"{name}.webp"
        taken.save(file, "WEBP", quality=QUALITY, method=6)
        print(f"{file.relative_to(ROOT)}: {file.stat().st_size / 1000:.0f} kB")
        context.close()


def main() -> None:
    from playwright.sync_api import sync_playwright

    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as started:
        library = Path(folder) / "voorbeeld.library"
        command = [sys.executable, "-m", "search_cli", "add", "--quiet", "--library", str(library), str(SAMPLES)]
        subprocess.run(command, check=True, cwd=ROOT)
        browser = started.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        with serving(library) as base:
            take(base, browser)
        browser.close()


if __name__ == "__main__":
    main()
