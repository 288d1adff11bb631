"""A catalogue file as small as one can be, to plant faults in and to bring versions by."""

SMALL = """\
regimes:
  - {code: R1, from: 2024-01-01, to: null, text: Luật cũ, is_read: true, basis: Luật cũ}
base_salary:
  - {from: 2024-01-01, to: null, value: 2000000, basis: Nghị định, confidence: verified}
bonus_rounding: {step: 10000, basis: Nghị định, confidence: verified}
vote_rules:
  - {code: V80, pct: 80, strict: false, denominator: all_members, council: any, absent: counts, basis: Nghị định, confidence: verified}
deadlines:
  D1: {what: Gửi hồ sơ, days: 10, basis: Nghị định, confidence: verified}
doc_types:
  - {code: letter, name: Tờ trình, form_nd98: Mẫu 01, form_nd152: null, confidence: verified}
awards:
"""  # noqa: E501 -- a fault is looked for on one line
VERSION = """\
  - code: {code}
    number: {number}
    name: Danh hiệu {code}
    name_en: Title {code}
    kind: title
    level: province
    subjects: [individual]
    routes: [cong_trang]
    cycle: yearly
    council: null
    considered: {{by: full, basis: Quy chế, confidence: practice}}
    decided_by:
      - {{who: Chủ tịch, from: 2024-01-01, to: null, basis: Luật Điều 79}}
    proposed_by: [Sở]
    vote: {{rule: V80, statutory: true}}
    variants:
      - id: general
        when: null
        tree:
          all_of:
            - {{code: {code}-1, field: {field}, op: {op}, value: {value}, check: auto, label: Tiêu chí {code}, basis: Luật Điều 22, confidence: verified}}
    dossier:
      - {{doc: letter, copies: 1}}
    steps:
      - {{ref: D1}}
    bonus: {{multiples: {{individual: '1.0'}}, basis: Nghị định, confidence: verified}}
    legal_basis: [Luật Điều 22]
    valid_from: {begins}
    valid_to: {ends}
    confidence: verified
"""  # noqa: E501 -- as above
USUAL = {
    "number": 1,
    "field": "rating.year",
    "op": "eq",
    "value": "HTXSNV",
    "begins": "2024-01-01",
    "ends": "null",
}


def version(code="a", **said):
    return VERSION.format(**USUAL | {"code": code} | said)


def catalogue(*versions):
    return SMALL + "".join(versions or (version(),))
