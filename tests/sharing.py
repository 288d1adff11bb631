"""In which order two workers, each beginning with one half of the tests, are done at the same time."""


def for_two(items):
    """The first begins with all pages, for offices and the demonstration are founded once, the second with what takes
    long: whatever has a time limit of its own. Both end with what is short; who has nothing left takes of the other's.
    """
    pages, rest = _parted(items, "browser")
    long, short = _parted(rest, "timeout")
    half = max(len(items) // 2 - len(pages), 0)
    return [*pages, *short[:half], *long, *short[half:]]


def _parted(items, mark):
    marked = [item for item in items if item.get_closest_marker(mark)]
    return marked, [item for item in items if not item.get_closest_marker(mark)]
