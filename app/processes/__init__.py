"""Quy trình: the published processes, read by everybody; cases moved from one version to the next."""
