"""Khiếu nại, phản ánh, tố cáo about a case: beside its states, blocking steps by what the guards are told."""
