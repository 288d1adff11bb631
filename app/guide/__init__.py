"""The guide (Hướng dẫn): for each office what its day with the system is, read where it is needed."""
