/* Fields that save themselves: <textarea data-autosave="URL" data-version="3">.

   POST value=… version=… with X-CSRFToken, 1.5 s after the last key and on leaving the field. The server answers
   200 {version, saved_at, gaps_html?} · 409 {who, when, text, version} · 422 {errors} · 400, 401 or a redirect: sign in.
   What is typed stays in this browser, under the person's own key, until the server has acknowledged it. */
"use strict";
(() => {
  const { meta, make, on, place, grow } = window.vinhDanh;
  const clock = () => new Date().toTimeString().slice(0, 5);
  const states = new WeakMap(); // field, or the first of its group → {timer, dirty, sending, again, open, retry}
  const keyOf = (field) => `vinhdanh:${meta("person")}:${field.dataset.autosave}`;
  const group = (field) => /^(radio|checkbox)$/.test(field.type)
    ? [...document.getElementsByName(field.name)].filter((one) => one.dataset.autosave === field.dataset.autosave) : [field];
  const valuesOf = (field) => /^(radio|checkbox)$/.test(field.type)
    ? group(field).filter((one) => one.checked).map((one) => one.value)
    : field.multiple ? [...field.selectedOptions].map((one) => one.value) : [field.value];
  const state = (field) => {
    const [first] = group(field);
    return states.get(first) || states.set(first, { retry: 0 }).get(first);
  };
  const carry = (field, version) => { // a form sent whole says in a hidden field what each text was written over
    group(field).forEach((one) => { one.dataset.version = version; });
    const hidden = document.getElementById(field.dataset.carries);
    if (hidden) hidden.value = version;
  };
  const textual = (field) => /^(textarea|text)$/.test(field.type);
  const storage = {
    put(key, value) { try { localStorage.setItem(key, JSON.stringify(value)); } catch { /* full or forbidden: the page still holds it */ } },
    get(key) { try { return JSON.parse(localStorage.getItem(key)); } catch { return null; } },
    drop(key) { try { localStorage.removeItem(key); } catch { /* nothing was kept */ } },
  };

  function tell(field, text, ...buttons) {
    const status = place(field);
    status.replaceChildren(text, ...buttons.map(([label, act]) => {
      const button = make("button", "btn btn-secondary btn-small ms-2", label);
      button.type = "button";
      button.addEventListener("click", act);
      return button;
    }));
  }

  function remember(field) {
    storage.put(keyOf(field), { values: valuesOf(field), version: field.dataset.version, at: clock(), day: Date.now() });
  }

  function touched(field, wait) {
    const own = state(field);
    remember(field);
    own.dirty = true;
    clearTimeout(own.timer);
    if (!own.open) own.timer = setTimeout(() => save(field), wait);
  }

  async function save(field, renewed) {
    const own = state(field);
    clearTimeout(own.timer);
    if (own.open || !own.dirty) return;
    if (own.sending) { own.again = true; return; }
    const sent = valuesOf(field);
    const body = new URLSearchParams(sent.map((value) => ["value", value]));
    if (!sent.length) body.append("value", "");
    body.append("version", field.dataset.version);
    own.sending = true;
    tell(field, "Đang lưu…");
    let response;
    let answer = {};
    try {
      response = await fetch(field.dataset.autosave, { method: "POST", body, redirect: "manual",
        headers: { "X-CSRFToken": meta("csrf-token"), Accept: "application/json", "X-Requested-With": "XMLHttpRequest" } });
      answer = await response.json().catch(() => ({}));
    } catch { response = null; }
    own.sending = false;

    if (response && response.status === 200 && answer.version !== undefined) {
      carry(field, answer.version);
      own.retry = 0;
      own.dirty = JSON.stringify(valuesOf(field)) !== JSON.stringify(sent);
      if (own.dirty) remember(field); else storage.drop(keyOf(field));
      tell(field, `Đã lưu lúc ${answer.saved_at || clock()}`);
      const gaps = document.querySelector("[data-gaps]");
      if (gaps && answer.gaps_html !== undefined) gaps.innerHTML = answer.gaps_html;
      if (own.dirty || own.again) { own.again = false; save(field); }
    } else if (response && response.status === 409 && answer.version !== undefined) {
      conflict(field, answer);
    } else if (response && response.status === 422) {
      tell(field, `Chưa lưu: ${(answer.errors || ["nội dung chưa hợp lệ"]).join(" ")} Chữ vẫn giữ trên máy này.`);
    } else if (response && (response.type === "opaqueredirect" || response.status === 400 || response.status === 401)) {
      if (!renewed && await renewToken()) { save(field, true); return; }
      tell(field, "Phiên đăng nhập đã hết. Chữ vẫn giữ trên máy này. Hãy đăng nhập lại ở thẻ mới rồi quay về đây.",
        ["Mở trang đăng nhập", () => window.open("/", "_blank")]);
    } else if (response && response.status < 500 && response.status !== 429) {
      tell(field, "Chưa lưu được: mục này không còn sửa được với vai trò hiện tại. Chữ vẫn giữ trên máy này.");
    } else {
      own.retry = Math.min(own.retry + 1, 6);
      tell(field, `${response ? "Máy chủ chưa nhận" : "Mất kết nối mạng"}. Chữ vẫn giữ trên máy này, sẽ tự lưu lại.`);
      own.timer = setTimeout(() => save(field), own.retry * 5000);
    }
  }

  async function renewToken() { // after signing in elsewhere this page's token is an old one
    try {
      const page = await fetch(location.href, { headers: { Accept: "text/html" } });
      if (!page.ok || page.redirected) return false;
      const fresh = new DOMParser().parseFromString(await page.text(), "text/html");
      const [token, person] = ["csrf-token", "person"].map((name) => fresh.querySelector(`meta[name="${name}"]`));
      if (!token || !person || person.content !== meta("person")) return false;
      document.querySelector('meta[name="csrf-token"]').content = token.content;
      document.querySelectorAll('input[name="csrf_token"]').forEach((input) => { input.value = token.content; });
      return true;
    } catch { return false; }
  }

  function setValues(field, values) {
    if (/^(radio|checkbox)$/.test(field.type)) group(field).forEach((one) => { one.checked = values.includes(one.value); });
    else if (field.multiple) [...field.options].forEach((one) => { one.selected = values.includes(one.value); });
    else field.value = values.join("\n");
    if (field.dataset.grow !== undefined) grow(field);
  }

  function conflict(field, theirs) {
    const own = state(field);
    const mine = valuesOf(field);
    const panel = make("div", "conflict");
    const texts = make("div", "conflict-texts");
    own.open = true;
    panel.setAttribute("role", "alert");
    [["Bản của anh/chị", mine.join("\n")], [`Bản của ${theirs.who || "đồng nghiệp"}`, theirs.text]].forEach(([title, text]) => {
      const box = make("div");
      const pre = make("pre", "conflict-text", text || "(để trống)");
      pre.tabIndex = 0;
      box.append(make("b", "", title), pre);
      texts.append(box);
    });
    const settle = (values, undo) => {
      panel.remove();
      own.open = false;
      carry(field, theirs.version);
      setValues(field, values);
      touched(field, 0);
      field.focus();
      if (undo) panel.after(undo);
    };
    const row = make("div", "button-row");
    const choices = [["Dùng bản của tôi", () => settle(valuesOf(field))], ["Dùng bản của đồng nghiệp", () => {
      const back = make("button", "btn btn-secondary btn-small", "Lấy lại bản của tôi");
      const kept = valuesOf(field);
      back.type = "button";
      back.addEventListener("click", () => { setValues(field, kept); touched(field, 0); back.remove(); });
      place(field).parentElement.after(back);
      settle([theirs.text]);
    }]];
    if (textual(field)) choices.unshift(["Giữ cả hai", () => settle([`${field.value}\n\n${theirs.text}`])]);
    choices.forEach(([label, act], index) => {
      const button = make("button", `btn ${index ? "btn-secondary" : "btn-primary"}`, label);
      button.type = "button";
      button.addEventListener("click", act);
      row.append(button);
    });
    panel.append(make("b", "", `${theirs.who || "Một đồng nghiệp"} đã sửa mục này${theirs.when ? ` lúc ${theirs.when}` : ""}. Chưa ghi đè bản nào.`), texts, row);
    (field.closest(".field") || field).append(panel);
    tell(field, "Chưa lưu, cần anh/chị chọn bên dưới.");
  }

  function offerBack(field) {
    const kept = storage.get(keyOf(field));
    if (!kept || !Array.isArray(kept.values)) return;
    const same = JSON.stringify(kept.values) === JSON.stringify(valuesOf(field));
    if (same || Date.now() - kept.day > 30 * 86400000) { storage.drop(keyOf(field)); return; }
    tell(field, `Có nội dung gõ dở lúc ${kept.at} chưa lưu được.`,
      ["Khôi phục", () => { setValues(field, kept.values); carry(field, kept.version); touched(field, 0); }],
      ["Bỏ", () => { storage.drop(keyOf(field)); tell(field, ""); }]);
  }

  on("input", "[data-autosave]", (field) => touched(field, 1500));
  on("change", "[data-autosave]", (field) => touched(field, 0));
  on("focusout", "[data-autosave]", (field) => { if (state(field).dirty) save(field); });
  const saveAll = () => document.querySelectorAll("[data-autosave]").forEach((field) => { if (state(field).dirty) save(field); });
  addEventListener("online", saveAll);
  addEventListener("focus", saveAll);
  let leaving = false; // a submitted form carries what its fields hold
  document.addEventListener("submit", (event) => { leaving = !event.defaultPrevented && Boolean(event.target.querySelector("[data-autosave]")); });
  addEventListener("pageshow", () => { leaving = false; });
  addEventListener("beforeunload", (event) => {
    if (leaving || ![...document.querySelectorAll("[data-autosave]")].some((field) => state(field).dirty)) return;
    saveAll();
    event.preventDefault();
    event.returnValue = "";
  });

  const offerAll = () => document.querySelectorAll("[data-autosave]").forEach((field) => { if (group(field)[0] === field) offerBack(field); });
  document.addEventListener("vinhdanh:start", offerAll);
  offerAll();
})();
