"""Waiting for what another process, thread or server does, and no longer than that takes."""

import time


def wait_until(holds, most=10.0):
    """What `holds` says at last: something true, or that it was not so within `most` seconds."""
    until = time.monotonic() + most
    while not (said := holds()) and time.monotonic() < until:
        time.sleep(0.02)
    return said
