"""Run by path, not imported: `pdf_process.py FILE SECONDS BYTES OBJECTS` says one word about a PDF and ends.

It ties its own hands first. Whatever it cannot finish within its limits ends it, and the caller calls that heavy.
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pikepdf

WORDS = {
    "/JavaScript": "script",
    "/JS": "script",
    "/Launch": "launch",
    "/ImportData": "launch",
    "/SubmitForm": "launch",
    "/GoToR": "elsewhere",
    "/GoToE": "elsewhere",
    "/EF": "attachment",
    "/EmbeddedFile": "attachment",
    "/EmbeddedFiles": "attachment",
    "/FileAttachment": "attachment",
    "/RichMedia": "active",
    "/Movie": "active",
    "/Sound": "active",
    "/Rendition": "active",
    "/XFA": "active",
}
# qpdf writes names out in one way, however they were disguised; a text that only mentions one is sorted out below
BY_ITSELF = ("/OpenAction", "/AA")  # an address is followed at a click, and what opens by itself has none
SUSPICIOUS = re.compile(rb"(?:%s)(?![^\s()<>\[\]{}/%%])" % "|".join([*WORDS, *BY_ITSELF]).encode())
DEEPEST = 100
FLATE_MEMORY = 32 << 20


def tie_hands(seconds: float, memory: int) -> None:
    pikepdf.settings.set_qpdf_limits(flate_max_memory=FLATE_MEMORY, png_max_memory=FLATE_MEMORY, max_stream_filters=4)
    if sys.platform == "win32":
        return  # the caller's patience is all there is
    import resource  # noqa: PLC0415 -- not on Windows
    import signal  # noqa: PLC0415

    signal.setitimer(signal.ITIMER_PROF, seconds)  # its signal ends the process
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    statm = Path("/proc/self/statm")
    if statm.exists():
        now = int(statm.read_text(encoding="ascii").split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (now + memory, now + memory))


def judge(file: Path, most_objects: int) -> str:
    try:
        with pikepdf.open(file, access_mode=pikepdf.AccessMode.stream, suppress_warnings=True) as pdf:
            verdict = "encrypted" if pdf.is_encrypted else look_through(pdf, most_objects)
    except pikepdf.PasswordError:
        return "encrypted"
    except pikepdf.DataDecodingError:
        return "heavy"
    except pikepdf.PdfError:
        verdict = "broken"
    return "heavy" if pikepdf.settings.qpdf_limit_errors() else verdict  # heavy: part of it was not seen


def look_through(pdf: pikepdf.Pdf, most_objects: int) -> str:
    if len(pdf.objects) > most_objects:
        return "heavy"
    words = {word for thing in pdf.objects for word in spoken(thing)}
    if not words and not len(pdf.pages):
        return "broken"
    return next((word for word in dict.fromkeys(WORDS.values()) if word in words), "sound")


def spoken(thing: object) -> Iterator[str]:
    """What a suspicious object says; a text that only mentions a word says nothing."""
    if not isinstance(thing, pikepdf.Object):
        return  # a plain number, or nothing
    own = thing
    if isinstance(thing, pikepdf.Stream):
        own = thing.stream_dict
        if "/F" in own or "/FFilter" in own:
            yield "elsewhere"  # its bytes lie in another file
        if "/N" in own and "/First" in own:
            thing.read_bytes()  # objects packed in it would just be missed if it did not unpack; a reader may do better
    if SUSPICIOUS.search(own.unparse(resolved=True)):
        yield from names_in(own, 0)


def names_in(thing: object, depth: int) -> Iterator[str]:
    if depth > DEEPEST:
        yield "script"  # nothing honest hides that deep
    elif isinstance(thing, pikepdf.Name):
        if str(thing) in WORDS:
            yield WORDS[str(thing)]
    elif isinstance(thing, pikepdf.Dictionary):
        for key, value in thing.items():
            if key in WORDS:
                yield WORDS[key]
            if any(opens_address(action) for action in acts_of(key, value)):
                yield "elsewhere"
            yield from names_in(direct(value), depth + 1)
    elif isinstance(thing, pikepdf.Array):
        for item in thing:
            yield from names_in(direct(item), depth + 1)


def opens_address(thing: object, depth: int = 0) -> bool:
    """Whether an action, or one chained to it, opens an address. A place in the document, an array, is none."""
    if depth > DEEPEST:
        return True  # nothing honest is chained that long
    if isinstance(thing, pikepdf.Array):
        return depth > 0 and any(opens_address(item, depth + 1) for item in thing)
    if not isinstance(thing, pikepdf.Dictionary):
        return False
    return thing.get("/S") == pikepdf.Name.URI or opens_address(thing.get("/Next"), depth + 1)


def acts_of(key: str, value: object) -> Iterator[object]:
    if key == "/OpenAction":
        yield value
    elif key == "/AA" and isinstance(value, pikepdf.Dictionary):
        yield from (action for _, action in value.items())


def direct(value: object) -> object:
    """What stands elsewhere is looked at there."""
    return None if isinstance(value, pikepdf.Object) and value.is_indirect else value


if __name__ == "__main__":
    tie_hands(float(sys.argv[2]), int(sys.argv[3]))
    print(judge(Path(sys.argv[1]), int(sys.argv[4])))  # noqa: T201 -- its answer
