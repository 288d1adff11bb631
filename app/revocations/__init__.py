"""Hủy quyết định tặng: reviewed on a ground of the law, decided by the Chairman, object and money recovered."""
