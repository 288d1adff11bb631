"""Cấp đổi, cấp lại: a certificate that is wrong, damaged or lost is made anew; what it stands for stays as it was."""
