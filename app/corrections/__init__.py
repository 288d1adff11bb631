"""Đính chính, thay thế quyết định: proposed by the director, signed by the Chairman; what was signed stays as it is."""
