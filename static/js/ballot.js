/* A secret ballot in the browser: the list, the review, sealing, and sending until the server has answered.

   What is chosen stands in the page alone and is gone with it. What is kept over a lost connection, in this tab only, is
   the sealed ballot, which nobody can open and which the server takes once however often it comes. The pages:
   templates/ballots/vote.html; two tellers' (ballot-paper.js) take `list`, `seal`, `send` and `receipt` from here. */
"use strict";
(() => {
  const { $, meta, make, folded } = window.vinhDanh;
  const box = $("ballot");
  const part = (name) => document.querySelector(`[data-${name}]`);
  const AGREE = 1, DISAGREE = 2, BLANK = 0;

  /* ── The list: one name a row, worked by touch, mouse or keys ── */

  const value = (row) => Number((row.querySelector("input:checked") || { value: BLANK }).value);

  function paint(row) {
    row.classList.toggle("is-chosen", value(row) !== BLANK);
    row.classList.toggle("is-against", value(row) === DISAGREE);
  }

  function go(row) {
    (row.querySelector("input:checked") || row.querySelector("input")).focus({ preventScroll: true });
    row.scrollIntoView({ block: "center" });
  }

  function list(root, changed) {
    const rows = [...root.querySelectorAll("[data-item]")];
    const all = part("agree-all"), end = part("list-end");
    let wasSeen = false;

    const left = () => rows.filter((row) => value(row) === BLANK);
    const own = {
      rows, value, go, left,
      inSight: () => rows.filter((row) => !row.hidden),
      choices: () => Object.fromEntries(rows.map((row) => [row.dataset.item, value(row)])),
      called: (row) => $(`who-${row.dataset.item}`).textContent,
      counted: (number) => `${number} ${root.dataset.called}`,
      choose(some, wanted) { // told once, for however many names
        some.forEach((row) => {
          row.querySelectorAll("input[type=radio]").forEach((radio) => { radio.checked = Number(radio.value) === wanted(row); });
          paint(row);
        });
        tell();
      },
      put(chosen) { own.choose(rows, (row) => chosen[row.dataset.item]); },
      only(wanted) { // names that two people typed differently; searching and agreeing to all are of the whole list
        root.querySelectorAll(".ballot-name").forEach((row) => { row.hidden = !wanted.includes(row); });
        [document.querySelector(".ballot-tools"), end].forEach((one) => { one.hidden = true; });
        tell();
      },
      empty() { own.choose(rows, () => BLANK); find(""); wasSeen = false; own.look(); },
      look() { watch.disconnect(); watch.observe(end); tell(); }, // once it is shown
    };
    const find = byName(root, own);
    byKeys(root, own, () => {
      end.scrollIntoView({ block: "center" });
      setTimeout(() => (all.disabled ? part("to-review") || all : all).focus({ preventScroll: true }), 100); // by then it was seen
    });

    function tell() {
      all.disabled = !wasSeen || !left().length;
      all.querySelector("span:last-child").textContent =
        left().length && left().length < rows.length ? `Đồng ý với ${own.counted(left().length)} chưa chọn` : "Đồng ý tất cả";
      changed(own);
    }
    root.addEventListener("change", (event) => { paint(event.target.closest("[data-item]")); tell(); });
    root.addEventListener("click", (event) => {
      if (!event.target.closest("[data-clear]")) return;
      const row = event.target.closest("[data-item]");
      own.choose([row], () => BLANK);
      go(row);
    });
    all.addEventListener("click", () => {
      const filled = left();
      own.choose(filled, () => AGREE);
      part("agree-all-hint").textContent = `Đã chọn Đồng ý cho ${own.counted(filled.length)}. Sửa những tên không đồng ý, rồi xem lại phiếu.`;
      const review = part("to-review");
      if (review) review.focus({ preventScroll: true });
    });
    const watch = new IntersectionObserver((seen) => { // a list that is filtered has another end
      if (part("find-name").value || !seen.some((one) => one.isIntersecting)) return;
      watch.disconnect();
      wasSeen = true;
      tell();
    });
    return own;
  }

  function byKeys(root, own, atEnd) {
    root.addEventListener("keydown", (event) => {
      const row = event.target.closest("[data-item]");
      if (!row || event.target.type !== "radio" || event.ctrlKey || event.altKey || event.metaKey) return;
      const seen = own.inSight(), place = seen.indexOf(row), next = seen[place + 1];
      const moves = { ArrowDown: next, ArrowUp: seen[place - 1], Home: seen[0], End: seen[seen.length - 1] };
      const choices = { 1: AGREE, ArrowLeft: AGREE, 2: DISAGREE, ArrowRight: DISAGREE, 0: BLANK, Delete: BLANK, Backspace: BLANK };
      if (event.key in moves) { if (moves[event.key]) go(moves[event.key]); }
      else if (event.key in choices) { own.choose([row], () => choices[event.key]); go(row); }
      else if (event.key === "Enter") { if (next) go(next); else atEnd(); }
      else return;
      event.preventDefault();
    });
  }

  function byName(root, own) { // hides the names whose words were not typed
    const search = part("find-name"), names = [...root.querySelectorAll(".ballot-name")];
    function find(words) {
      const wanted = folded(words).split(/\s+/);
      search.value = words;
      names.forEach((row) => {
        const text = folded([...row.querySelectorAll(".ballot-who, .under")].map((one) => one.textContent).join(" "));
        row.hidden = !wanted.every((word) => text.includes(word));
      });
      part("none-found").hidden = names.some((row) => !row.hidden);
    }
    search.addEventListener("input", () => find(search.value));
    search.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== "ArrowDown") return;
      event.preventDefault();
      const [first] = own.inSight();
      if (first) go(first);
    });
    return find;
  }

  /* ── The review: exceptions first, then all ── */

  function group(own, title, rows, more, change) {
    if (!rows.length) return [];
    const lines = make("ul", "ballot-reviewed");
    lines.append(...rows.map((row) => {
      const line = make("li");
      line.append(make("span", "", own.called(row)));
      if (change) {
        const button = make("button", "btn btn-secondary btn-small", "Sửa");
        button.type = "button";
        button.setAttribute("aria-label", `Sửa: ${own.called(row)}`);
        button.addEventListener("click", () => change(row));
        line.append(button);
      }
      return line;
    }));
    return [make("h3", "", `${title}: ${own.counted(rows.length)}`), ...(more ? [make("p", "notice notice-warning", more)] : []), lines];
  }

  function reviewed(own, words, change) { // words: what is said of names left blank, and of those without a vote
    const chosen = (value) => own.rows.filter((row) => own.value(row) === value);
    const [against, left, agreed] = [chosen(DISAGREE), own.left(), chosen(AGREE)];
    const excused = [...document.querySelectorAll(".ballot-name:not([data-item]) .ballot-who")].map((name) => name.textContent);
    const sums = [`Đồng ý ${agreed.length}`, `Không đồng ý ${against.length}`, ...(left.length ? [`Chưa chọn ${left.length}`] : [])];
    return [
      make("p", "ballot-sums", `${sums.join(" · ")}.`),
      ...group(own, "Không đồng ý", against, "", change),
      ...group(own, "Chưa chọn", left, words.blank, change),
      ...group(own, "Đồng ý", agreed, "", null),
      ...(excused.length ? [make("h3", "", words.excused), make("p", "", excused.join("; "))] : []),
    ];
  }

  /* ── Sealing: crypto_box_seal of libsodium, a name at a time, all of one length (app/ballots/parcel.py) ── */

  const PLAIN = 16, SEALED = 64, NONCE = 32, SHOWN = 10;

  function plain(choice, item) {
    const bytes = new Uint8Array(PLAIN);
    const view = new DataView(bytes.buffer);
    const ballot = Number(box.dataset.ballot);
    bytes[0] = choice;
    view.setUint32(1, Math.floor(item / 0x100000000));
    view.setUint32(5, item >>> 0);
    view.setUint32(12, ballot >>> 0); // big-endian in seven bytes: the upper three stand before
    view.setUint16(10, Math.floor(ballot / 0x100000000) & 0xffff);
    return bytes;
  }

  function seal(choices) { // by name; the order they are sealed in says nothing, the tracker goes by their numbers
    const sodium = window.sodium;
    const key = sodium.from_hex(box.dataset.publicKey);
    const text = (bytes) => sodium.to_base64(bytes, sodium.base64_variants.ORIGINAL);
    const items = Object.keys(choices).map(Number).sort((one, other) => one - other);
    const hashed = new Uint8Array(NONCE + SEALED * items.length);
    const nonce = sodium.randombytes_buf(NONCE);
    const sealed = {};
    hashed.set(nonce);
    items.forEach((item, place) => {
      const one = sodium.crypto_box_seal(plain(choices[item], item), key);
      hashed.set(one, NONCE + SEALED * place);
      sealed[item] = text(one);
    });
    return { nonce: text(nonce), tracker: text(sodium.crypto_generichash(32, hashed)), choices: sealed };
  }

  async function able() {
    try {
      await window.sodium.ready;
      return sessionStorage && window.sodium.crypto_box_seal(new Uint8Array(PLAIN), window.sodium.from_hex(box.dataset.publicKey)).length === SEALED;
    } catch { return false; }
  }

  function cannot() {
    part("preparing").hidden = true;
    part("cannot").hidden = false;
    show("unable");
  }

  /* ── Sending ── */

  async function send(url, body) { // {status, answer}; status 0: led to the sign-in; null: no answer
    const patience = new AbortController();
    const timer = setTimeout(() => patience.abort(), 30000);
    try {
      const response = await fetch(url, {
        method: "POST", credentials: "same-origin", redirect: "manual", cache: "no-store", signal: patience.signal,
        headers: { "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": meta("csrf-token") },
        body: JSON.stringify(body),
      });
      let answer = {};
      try { answer = await response.json(); } catch { if (response.ok) return null; } // cut off in the middle
      return { status: response.type === "opaqueredirect" ? 0 : response.status, answer };
    } catch { return null; } finally { clearTimeout(timer); }
  }

  function shown(tracker) { // 'K3PQ-7XRA-2MNB-WZ6T'
    const bits = [...atob(tracker)].slice(0, SHOWN).map((one) => one.charCodeAt(0).toString(2).padStart(8, "0")).join("");
    return bits.match(/.{5}/g).map((five) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"[parseInt(five, 2)]).join("").match(/.{4}/g).join("-");
  }

  function receipt(tracker) {
    part("tracker").textContent = shown(tracker);
    show("receipt");
  }

  const PARTS = ["unable", "list", "review", "sending", "refused", "receipt"].map((name) => `ballot-${name}`);
  function show(name) { // a heading takes the focus, so that the page is read from there
    PARTS.forEach((id) => { if ($(id)) $(id).hidden = id !== `ballot-${name}`; });
    const heading = $(`ballot-${name}`).querySelector("h2[tabindex]");
    scrollTo(0, 0);
    if (heading) heading.focus();
  }

  function refuse(reasons) {
    part("reasons").replaceChildren(...reasons.map((reason) => make("p", "", reason)));
    show("refused");
  }

  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-reload]")) location.reload();
  });
  addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); }); // never what somebody chose before

  window.vinhDanhBallot = Object.freeze({ box, part, list, reviewed, seal, able, cannot, send, show, refuse, receipt });
})();
