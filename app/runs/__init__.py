"""Xử lý nhiều hồ sơ: one step taken for many cases, each by itself, with a report of what was refused and why."""
