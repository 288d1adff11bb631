"""The child that holds WeasyPrint warm: takes HTML on its standard input, gives PDF on its standard output.

It is run as a file, not as a module of the package, so that it never loads the application, its database
or its secrets. Frames are four bytes of length, then the content; it ends when its input ends.
"""

import gc
import json
import os
import struct
import sys
from pathlib import Path
from typing import IO, Any
from urllib.parse import unquote, urlsplit

VARIANT = "pdf/a-3a"  # tagged, for the archive
LENGTH = struct.Struct(">I")
MEDIA_TYPES = {".css": "text/css", ".svg": "image/svg+xml", ".png": "image/png", ".ttf": "font/ttf"}
OTHER = "application/octet-stream"


def send(pipe: IO[bytes], content: bytes) -> None:
    pipe.write(LENGTH.pack(len(content)) + content)
    pipe.flush()


def receive(pipe: IO[bytes]) -> bytes | None:
    """The next frame, or None when the other side is gone."""
    head = pipe.read(LENGTH.size)
    if len(head) < LENGTH.size:
        return None
    (length,) = LENGTH.unpack(head)
    content = pipe.read(length)
    return content if len(content) == length else None


class Press:
    """Fonts and fetcher, made once."""

    def __init__(self, static: Path) -> None:
        import weasyprint  # noqa: PLC0415 -- its absence is an answer, not a crash
        from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415
        from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse  # noqa: PLC0415

        root = static.resolve()
        refused: list[str] = []

        class HouseFetcher(URLFetcher):  # type: ignore[misc]
            """Only the house's own style sheets and fonts. Anything else stops the printing: no silent gaps."""

            def fetch(self, url: str, headers: Any = None) -> Any:  # noqa: ANN401 -- the library's own objects
                if url.startswith("data:"):
                    return super().fetch(url, headers)
                parts = urlsplit(url)
                path = Path(unquote(parts.path)).resolve()
                if parts.scheme != "file" or parts.netloc or not path.is_relative_to(root) or not path.is_file():
                    refused.append(url)
                    raise FatalURLFetchingError(f"a paper may not fetch {url}")
                return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": MEDIA_TYPES.get(path.suffix, OTHER)})

        self.refusal: type[BaseException] = FatalURLFetchingError
        self._refused = refused
        self._html = weasyprint.HTML
        self._fetcher = HouseFetcher(allowed_protocols={"file", "data"}, allow_redirects=False, fail_on_errors=True)
        self._base_url = root.as_uri() + "/"
        self._fonts = FontConfiguration()

    def print(self, html: str) -> bytes:
        self._refused.clear()
        document = self._html(string=html, base_url=self._base_url, url_fetcher=self._fetcher)
        pdf: bytes = document.write_pdf(font_config=self._fonts, pdf_variant=VARIANT)
        if self._refused:  # pictures within pictures swallow the exception
            raise self.refusal(f"a paper may not fetch {self._refused[0]}")
        return pdf


def memory() -> int:
    """MiB this process holds now; 0 where the system does not say."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    except (OSError, ValueError):
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE") // 2**20


def work(static: Path, source: IO[bytes], target: IO[bytes]) -> None:
    def say(**answer: Any) -> None:  # noqa: ANN401 -- JSON
        send(target, json.dumps(answer).encode())

    try:
        press = Press(static)
    except (ImportError, OSError, AttributeError) as error:  # no package, no Pango, a Pango too old
        say(ok=False, why=str(error))
        return
    say(ok=True)
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)  # a long list makes millions of small objects; nearly none are cycles
    while (request := receive(source)) is not None:
        try:
            pdf = press.print(json.loads(request)["html"])
        except (Exception, press.refusal) as error:  # noqa: BLE001 -- the refusal is a BaseException; both are answers
            say(ok=False, why=f"{type(error).__name__}: {error}", memory=memory())
        else:
            say(ok=True, memory=memory())
            send(target, pdf)
        gc.collect()


def main() -> None:
    """Keep standard output for frames: whatever a library prints goes to standard error."""
    source, target = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    with source, target:
        work(Path(sys.argv[1]), source, target)


if __name__ == "__main__":
    main()
