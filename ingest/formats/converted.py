"""Old Word files (.doc) and OpenDocument (.odt): turned into .docx by LibreOffice, where it is installed."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from ingest.errors import UnreadableError

# The signature of a compound file, as Word wrote before 2007.
OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
CONVERT_SECONDS = 90


def to_docx(data: bytes, name: str) -> bytes:
    """The same document as .docx.

    Raises:
        UnreadableError: LibreOffice is not installed, or cannot read it; the message says what to do.
    """
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        raise UnreadableError(
            f"{name} is read with LibreOffice, which is not installed: install it and add the file again, or save it "
            "as .docx or PDF.",
            retry=True,
        )
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / f"paper{Path(name).suffix.lower() or '.doc'}"
        source.write_bytes(data)
        command = [program, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "docx"]
        try:
            subprocess.run(
                [*command, "--outdir", f"{folder}/out", str(source)],
                capture_output=True,
                timeout=CONVERT_SECONDS,
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            raise UnreadableError(f"LibreOffice could not read {name}: save it as .docx or PDF.", retry=True) from error
        made = Path(folder) / "out" / "paper.docx"
        if not made.is_file():
            raise UnreadableError(f"LibreOffice could not read {name}: it is damaged, or of another kind than it says.")
        return made.read_bytes()
