"""How a page is looked at: by axe, at a desk and on a phone, and by people when pictures are asked for."""

import os
from pathlib import Path

from axe_playwright_python.base import AXE_SCRIPT

SIZES = {"desktop": {"width": 1366, "height": 768}, "phone": {"width": 390, "height": 844}}
RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]},
    "resultTypes": ["violations"],
}
# Three quarters of the time went to colours: of rows that look alike one is looked at for them, and on the phone for
# all, whose words were looked at on the desk.
CONTRAST = "color-contrast"
AXE = """async ([rules, contrast, again]) => {
    const said = ["id", "for", "name", "value", "href", "action", "title", "aria-label", "aria-describedby"];
    const look = (node) => {
        const attributes = Array.from(node.attributes).filter((one) => !said.includes(one.name));
        const words = Array.from(node.childNodes, (one) => one.nodeType === Node.TEXT_NODE && one.data.trim() ? 1 : 0);
        const own = [node.localName, words, ...attributes.map((one) => one.name + one.value)];
        return [...own, ...Array.from(node.children, look), "/"].join("|");
    };
    const alike = Array.from(document.querySelectorAll("tbody, ul, ol")).flatMap((list) => {
        const seen = new Set();
        return Array.from(list.children).filter((row) => seen.size === seen.add(look(row)).size);
    });
    const looks = alike.length ? { include: document, exclude: alike } : document;
    if (again || looks === document) {
        return (await axe.run(looks, rules)).violations;  // one look, which measures where everything stands once
    }
    const most = await axe.run(document, { ...rules, rules: { [contrast]: { enabled: false } } });
    const pale = await axe.run(looks, { ...rules, runOnly: [contrast] });
    return [...most.violations, ...pale.violations];
}"""
# The bar of buttons sticks to the foot of a window; a picture of the whole page has no window.
UNSTICK = "place => document.querySelectorAll('.action-bar').forEach(bar => { bar.style.position = place; })"
STANDS_IN_THE_WAY = {"serious", "critical"}


def faults(page, name):
    """What stands in somebody's way on the page that lies open, a sentence each."""
    page.wait_for_load_state()  # a button may have been pressed a moment ago: axe stumbles in half a page
    page.evaluate(AXE_SCRIPT)
    found = []
    for size, viewport in SIZES.items():
        page.set_viewport_size(viewport)
        seen = (*_of_axe(page, again=size != "desktop"), *_of_width(page, viewport["width"]))
        found += [f"{name}, {size}: {fault}" for fault in seen]
        _shoot(page, size, name)
    page.set_viewport_size(SIZES["desktop"])  # the next page is opened at a desk
    return found


def _of_axe(page, *, again):
    for violation in page.evaluate(AXE, [RULES, CONTRAST, again]):
        if violation["impact"] in STANDS_IN_THE_WAY:
            for node in violation["nodes"]:
                yield f"{violation['id']} ({violation['impact']}): {node['target']} {node['html'][:200]}"


def _of_width(page, width):
    needed = page.evaluate("document.documentElement.scrollWidth")
    if needed > width:
        yield f"is {needed} wide and scrolls sideways"


def _shoot(page, size, name):
    if folder := os.environ.get("VINHDANH_SHOTS"):
        page.evaluate(UNSTICK, "static")
        page.screenshot(path=Path(folder) / size / f"{name}.png", full_page=True)
        page.evaluate(UNSTICK, "")
