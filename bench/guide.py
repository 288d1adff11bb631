"""The pictures of the guide, from those the browser tests take: python -m bench guide FOLDER.

FOLDER is what `VINHDANH_SHOTS` named while tests/browser/test_pages.py ran. Of each page the head is kept, small.
"""

import sys
from pathlib import Path

from PIL import Image

from app.config import ROOT

PICTURES = ROOT / "static" / "guide"
WIDTH, TALLEST, LARGEST = 1024, 720, 60_000  # pixels, pixels, bytes
SHOTS = {  # of the guide, and of tests/browser
    "accounts": "administration-1-administrator",
    "assign": "appraisals_assign-1-snv_ban_head",
    "case": "nominations_nomination_id-3-snv_intake",
    "correct": "corrections_sign_nomination_id-1-chairman",
    "criteria": "appraisals_nomination_id_criteria-1-snv_appraiser",
    "decide": "proposals_proposal_id-2-chairman",
    "desk": "worklist-1-unit_clerk",
    "draft": "nominations_nomination_id_edit-1-unit_clerk",
    "hand": "appraisals_nomination_id_hand-back-1-snv_appraiser",
    "intake": "intake-1-snv_intake",
    "meeting": "meetings_meeting_id-2-council_secretary",
    "notice": "public-notices_notice_id-3-snv_appraiser",
    "party": "party-opinions_of-case_nomination_id_ask-1-snv_director",
    "payments": "deliveries_decision_id_payments-1-accountant",
    "petitions": "complaints-1-complaint_officer",
    "proposal": "proposals_proposal_id-1-snv_appraiser",
    "resolution": "resolutions_resolution_id-1-snv_drafter",
    "sign": "submissions_submission_id_sign-1-unit_head",
    "substitute": "substitutes_new-1-snv_director",
}


def main() -> int:
    if len(sys.argv) != 3:
        print("python -m bench guide FOLDER")
        return 2
    folder = Path(sys.argv[2]) / "desktop"
    missing = [shot for shot in SHOTS.values() if not (folder / f"{shot}.png").exists()]
    if missing:
        print("not taken:", *missing, sep="\n  ")
        return 1
    PICTURES.mkdir(exist_ok=True)
    for name, shot in SHOTS.items():
        size = kept(folder / f"{shot}.png", PICTURES / f"{name}.webp")
        print(f"{name}.webp {size} bytes")
    return 0


def kept(shot: Path, picture: Path) -> int:
    """As sharp as the size allows."""
    with Image.open(shot) as taken:
        whole = taken.convert("RGB")
    small = whole.resize((WIDTH, round(whole.height * WIDTH / whole.width)), Image.Resampling.LANCZOS)
    head = small.crop((0, 0, WIDTH, min(small.height, TALLEST)))
    for quality in range(85, 30, -5):
        head.save(picture, quality=quality, method=6)
        if picture.stat().st_size <= LARGEST:
            break
    return picture.stat().st_size
