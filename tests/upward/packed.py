"""A package as whoever got it checks it: each line of its checksums against the bytes, its table against the files."""

import hashlib
import io
import re
import zipfile

from tests.browser.desk import text_of

INDEX, SUMS = "00-muc-luc.pdf", "SHA256SUMS"
LINE = re.compile(r"([0-9a-f]{64})  (\S+)")
LISTED = re.compile(r"\.(?:pdf|xlsx|docx|jpg|png)([0-9a-f]{64})")


def faults_of(data):
    """A sentence each; none: the package is what its papers say."""
    files = files_of(data)
    lines = files[SUMS].decode().splitlines()
    told = [LINE.fullmatch(line) for line in lines]
    sums = {line[2]: line[1] for line in told if line}
    faults = [f"not a line of checksums: {line}" for line, read in zip(lines, told, strict=True) if not read]
    if len(sums) < len([*filter(None, told)]):
        faults.append("a file stands in the checksums twice")
    faults += [f"in the checksums alone: {name}" for name in sums if name not in files]
    faults += [f"without a checksum: {name}" for name in files if name not in (SUMS, *sums)]
    for name in files.keys() & sums.keys():
        if hashlib.sha256(files[name]).hexdigest() != sums[name]:
            faults.append(f"not what was sent: {name}")
    return sorted([*faults, *_of_table(files)])


def _of_table(files):
    """It lists each file but itself and the checksums, in their order in the package, and nothing else."""
    said = unbroken(text_of(files[INDEX]))
    packed = {name: hashlib.sha256(data).hexdigest() for name, data in files.items() if name not in (INDEX, SUMS)}
    yield from (f"not in the table: {name}" for name, digest in packed.items() if unbroken(name) + digest not in said)
    if LISTED.findall(said) != [*packed.values()]:
        yield "the table lists others, or in another order"
    if unbroken(f"Gói hồ sơ gồm {len(packed):02} tệp trên") not in said:
        yield "the table counts otherwise"


def files_of(data):
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def with_a_byte_changed(data, place):
    return data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :]


def unbroken(text):
    """Without the ends of lines, and without hyphens: of one that a line of a PDF ends with another sign comes out."""
    return re.sub(r"[-\x02\s]", "", text)
