"""Certificates and lists as they come from the press."""

import json
from dataclasses import replace
from datetime import date

import pypdfium2
import pytest

from app.deliveries.settings import articles_of
from app.documents import kinds, render
from app.documents.certificates import Certificate, Certificates
from tests.browser.desk import text_of
from tests.documents import render_samples as samples

MILLIMETRE = 72 / 25.4
ONE = Certificate(
    authority="Chủ tịch Ủy ban nhân dân tỉnh Ninh Thuận",
    deed="Tặng danh hiệu",
    award="Chiến sĩ thi đua cấp tỉnh",
    name="Ông Kator Văn Bình",
    detail="Nông dân, thôn Suối Rua, xã Phước Tiến, huyện Bác Ái",
    merit="đã có thành tích xuất sắc trong công tác",
    number=57,
    symbol="QĐ-UBND",
    decided_on=date(2025, 2, 12),
    register="15/2025",
    place="Ninh Thuận",
    signer_lines="KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH",
    signer_name="Lê Hoài Sơn",
)


def pages(*certificates, width=297, height=210):
    return Certificates(pages=certificates, width=width, height=height, has_frame=True)


def sizes(data):
    with pypdfium2.PdfDocument(data) as document:
        return [tuple(round(points / MILLIMETRE) for points in page.get_size()) for page in document]


@pytest.mark.parametrize("size", [(297, 210), (420, 297), (210, 297)])
def test_the_paper_is_the_one_that_is_set(size):
    assert sizes(render.pdf_of(pages(ONE, width=size[0], height=size[1]))) == [size]


def test_each_certificate_has_its_page_however_long_its_words():
    long = replace(
        ONE,
        name="Tập thể Trường Trung học phổ thông Dân tộc nội trú Pi Năng Tắc và Hợp tác xã An Bình",
        detail="Xã Phước Đại, huyện Bác Ái, do Ủy ban nhân dân huyện Bác Ái quản lý, phụ trách từ năm học 2019 - 2020",
        award="Cờ thi đua của Ủy ban nhân dân tỉnh Ninh Thuận",
        merit="đã có thành tích xuất sắc trong phong trào thi đua “Cả nước chung sức xây dựng nông thôn mới” " * 2,
    )

    data = render.pdf_of(pages(ONE, long, ONE))

    assert len(sizes(data)) == 3
    assert "KT. CHỦ TỊCH PHÓ CHỦ TỊCH" in text_of(data)
    assert "Vào sổ số: 15/2025" in text_of(data)


def test_what_was_handed_over_is_kept_word_for_word():
    assert Certificate.from_json(json.loads(json.dumps(ONE.to_json()))) == ONE


@pytest.mark.parametrize("paper", samples.LISTS, ids=lambda paper: paper.code)
def test_lists_are_read_again_as_they_were_kept_and_print_on_the_decrees_page(paper):
    assert kinds.read(paper.template, json.loads(json.dumps(paper.to_json()))) == paper
    assert set(sizes(render.pdf_of(paper))) == {(210, 297)}


@pytest.mark.parametrize("award", ["bang_khen_tinh", "ky_niem_chuong_tinh", "co_thi_dua_tinh", "what_comes_later"])
def test_every_award_has_its_articles_with_what_they_rest_on(award):
    given = articles_of(award)

    assert given.articles
    assert given.hint
    assert given.has_certificate == (award != "co_thi_dua_tinh")
