/* What pages do beyond HTML. Every page works without it; it spares typing, waiting and lost words. ES2020, no framework.

   data-autosave="URL" data-version="3"     a field saved while it is typed: see autosave.js
   data-upload-progress                     a form whose upload shows how far it is
   data-confirm="…?" [data-confirm-yes]     a form or its button that asks first
   data-tick-all="ID"                       a button that ticks every box below ID, and takes all ticks off again
   data-choose-rest="ID" [data-chosen]      a link that chooses the first way for all below ID who have none yet
   data-refresh="2"                         a part read anew every 2 seconds; when it no longer says so, so is the page
   data-part-of="URL"                       a part that stands, under the same id, on a page of its own: put here once this one is shown
   data-filter="ID"                         a box that hides the choices below ID whose words it does not find
   data-date, data-date-for, data-grow, data-max, data-files, data-show-password, data-copy, data-print */
"use strict";
(() => {
  const $ = (id) => document.getElementById(id);
  const meta = (name) => (document.querySelector(`meta[name="${name}"]`) || {}).content || "";
  const make = (tag, className, text) => Object.assign(document.createElement(tag), { className: className || "", textContent: text || "" });
  const folded = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/đ/gi, "d").toLowerCase(); // marks say nothing
  const on = (type, selector, act) => document.addEventListener(type, (event) => {
    const target = event.target.closest && event.target.closest(selector);
    if (target) act(target, event);
  });

  function place(field) { // where one tells about this field
    const owner = field.closest("fieldset[id]") || field;
    let status = $(`${owner.id}-status`);
    if (!status) {
      status = make("span", "field-below");
      status.id = `${owner.id}-status`;
      status.setAttribute("role", "status");
      (owner === field ? field : owner.lastElementChild).after(status);
    }
    return status;
  }

  /* ── Forms: ask first, send once, show how far the upload is ── */

  function ask(question, yes, act) {
    const dialog = make("dialog");
    const row = make("div", "button-row");
    const [sure, not] = [make("button", "btn btn-primary", yes), make("button", "btn btn-secondary", "Chưa, quay lại")];
    const [text, ...more] = question.split("\n").map((line) => make("p", "", line));
    text.id = "dialog-question";
    dialog.setAttribute("aria-labelledby", text.id);
    sure.addEventListener("click", () => { dialog.close(); act(); });
    not.addEventListener("click", () => dialog.close());
    dialog.addEventListener("close", () => dialog.remove());
    row.append(sure, not);
    dialog.append(text, ...more, row);
    document.body.append(dialog);
    dialog.showModal();
    not.focus();
  }

  document.addEventListener("submit", (event) => {
    const form = event.target;
    const button = event.submitter;
    if (event.defaultPrevented || form.method === "get") return;
    if (form.dataset.sending) { event.preventDefault(); return; }
    const asker = button && button.dataset.confirm ? button : form;
    if (asker.dataset.confirm && !form.dataset.sure) {
      event.preventDefault();
      ask(asker.dataset.confirm, asker.dataset.confirmYes || "Đồng ý", () => {
        form.dataset.sure = "1";
        form.requestSubmit(button || undefined);
        delete form.dataset.sure;
      });
      return;
    }
    form.dataset.sending = "1";
    setTimeout(() => { delete form.dataset.sending; }, 15000); // a download leaves the page standing
    if (form.dataset.uploadProgress !== undefined) { event.preventDefault(); upload(form, button); }
  });
  addEventListener("pageshow", () => { document.querySelectorAll("[data-sending]").forEach((form) => { delete form.dataset.sending; }); });

  function upload(form, button) {
    const data = new FormData(form);
    if (button && button.name) data.append(button.name, button.value);
    const box = form.querySelector(".upload-progress") || make("div", "upload-progress");
    const buttons = form.querySelector(".action-bar, .button-row");
    if (buttons) buttons.before(box); else form.append(box);
    const bar = make("progress");
    const words = make("p", "", "Đang tải lên…");
    bar.max = 100;
    bar.setAttribute("aria-label", "Đã tải lên");
    words.setAttribute("role", "status");
    box.replaceChildren(words, bar);
    document.body.classList.add("is-sending");
    const request = new XMLHttpRequest();
    request.open("POST", form.action);
    request.upload.addEventListener("progress", (event) => {
      bar.value = event.lengthComputable ? Math.round((event.loaded / event.total) * 100) : 0;
      words.textContent = bar.value < 100 ? `Đang tải lên: ${bar.value}%. Xin đừng đóng trang.` : "Đã tải xong, máy chủ đang kiểm tra tệp…";
    });
    const failed = () => {
      delete form.dataset.sending;
      document.body.classList.remove("is-sending");
      box.replaceChildren(words);
      words.textContent = "Không tải lên được: mạng bị ngắt hoặc tệp quá lớn. Các tệp vẫn đang được chọn, bấm gửi lại để thử.";
    };
    request.addEventListener("load", () => { // the answer is a page: show it as if the browser had gone there
      const page = new DOMParser().parseFromString(request.responseText, "text/html");
      if (!page.getElementById("main")) { failed(); return; }
      const goal = request.responseURL.split("#")[0];
      history[goal === shown ? "replaceState" : "pushState"]({}, "", goal);
      shown = goal;
      document.title = page.title;
      document.body.replaceWith(page.body);
      scrollTo(0, 0);
      start();
    });
    request.addEventListener("error", failed);
    request.send(data);
  }
  let shown = location.href.split("#")[0]; // a jump inside the page is no reason to load it again
  addEventListener("popstate", () => { if (location.href.split("#")[0] !== shown) location.reload(); });

  /* ── Fields ── */

  function grow(area) {
    area.style.height = "auto";
    area.style.height = `${Math.min(area.scrollHeight + 4, 0.7 * innerHeight)}px`;
    const count = $(`${area.id}-count`);
    const max = Number(area.dataset.max);
    if (!count || !max) return;
    const over = area.value.length - max;
    count.textContent = over > 0 ? `Dài quá ${over} ký tự (tối đa ${max})` : `${area.value.length}/${max} ký tự`;
    count.classList.toggle("over-limit", over > 0);
  }

  function tidyDate(input) { // a phone's number pad has no slash
    const found = /^\s*(\d{1,2})[-/. ]?(\d{1,2})[-/. ]?(\d{4})\s*$/.exec(input.value);
    if (found) input.value = `${found[1].padStart(2, "0")}/${found[2].padStart(2, "0")}/${found[3]}`;
  }

  function inWords(bytes) {
    const kilobytes = Math.max(1, Math.round(bytes / 1024));
    return kilobytes < 1024 ? `${kilobytes} KB` : `${(bytes / 1048576).toFixed(1).replace(".", ",")} MB`;
  }

  function showFiles(input) {
    const list = input.closest("[data-dropzone]").querySelector("[data-files]");
    list.hidden = !input.files.length;
    list.replaceChildren(...[...input.files].map((file) => make("li", "",
      `${file.name} – ${inWords(file.size)}`)));
  }

  on("input", "[data-grow]", grow);
  on("change", "[data-dropzone] input[type=file]", showFiles);
  document.addEventListener("change", (event) => { if (event.target.matches("[data-date]")) tidyDate(event.target); }, true); // before autosave
  on("dragover", "[data-dropzone]", (zone, event) => { event.preventDefault(); zone.classList.add("is-over"); });
  on("dragleave", "[data-dropzone]", (zone) => zone.classList.remove("is-over"));
  on("drop", "[data-dropzone]", (zone, event) => {
    const input = zone.querySelector("input[type=file]");
    event.preventDefault();
    zone.classList.remove("is-over");
    if (!event.dataTransfer.files.length) return;
    input.files = event.dataTransfer.files;
    showFiles(input);
  });
  on("click", "[data-date-for]", (button) => {
    const text = $(button.dataset.dateFor);
    const native = text.parentElement.querySelector(".date-native");
    const found = /^(\d\d)\/(\d\d)\/(\d{4})$/.exec(text.value);
    native.value = found ? `${found[3]}-${found[2]}-${found[1]}` : "";
    native.onchange = () => {
      if (native.value) text.value = native.value.split("-").reverse().join("/");
      text.dispatchEvent(new Event("change", { bubbles: true }));
    };
    if (native.showPicker) native.showPicker(); else native.focus();
  });
  on("click", "[data-show-password]", (button) => {
    const input = $(button.dataset.showPassword);
    const shown = input.type === "password";
    input.type = shown ? "text" : "password";
    button.setAttribute("aria-pressed", String(shown));
    button.querySelector("span:last-child").textContent = shown ? "Ẩn" : "Hiện";
  });
  on("click", "[data-print]", () => print());

  on("click", "[data-copy]", async (button) => {
    const part = $(button.dataset.copy);
    if (part.select) part.select(); else getSelection().selectAllChildren(part);
    try { await navigator.clipboard.writeText(part.select ? part.value : part.textContent.trim()); } catch { document.execCommand("copy"); } // plain http has no clipboard
    button.querySelector("span:last-child").textContent = "Đã chép";
  });
  on("click", "a[href='#main'], .error-summary a", (link) => setTimeout(() => { const goal = $(link.hash.slice(1)); if (goal) goal.focus(); }));

  /* ── The roll: on a phone a reason is asked of the absent only ── */

  function noteAbsence(row) {
    const absent = row.querySelector("input[value=absent]:checked");
    const reason = row.querySelector("input[type=text]");
    row.classList.toggle("is-here", !absent && !reason.value && !row.querySelector("td:last-child .field-error"));
  }
  on("change", ".roll tbody tr", noteAbsence);

  /* ── Long lists of choices: only those whose words were typed; what is ticked always stays in sight ── */

  on("input", "[data-filter]", (box) => {
    const words = folded(box.value).split(/\s+/);
    $(box.dataset.filter).querySelectorAll(".choice, [data-found]").forEach((choice) => {
      const text = folded(`${choice.textContent} ${choice.dataset.found || ""}`);
      choice.hidden = !choice.querySelector("input:checked") && !words.every((word) => text.includes(word));
    });
  });
  on("click", "[data-tick-all]", (button) => { // the second press takes the ticks off again
    const boxes = [...$(button.dataset.tickAll).querySelectorAll("input[type=checkbox]")];
    const all = boxes.every((box) => box.checked);
    boxes.forEach((box) => { box.checked = !all; });
  });
  on("click", "[data-choose-rest]", (link, event) => { // without this the page comes anew, filled in
    event.preventDefault();
    const id = link.dataset.chooseRest;
    const radios = [...$(id).querySelectorAll("fieldset")].filter((one) => !one.querySelector(":checked")).map((one) => one.querySelector("input[type=radio]"));
    radios.forEach((radio) => { radio.checked = true; radio.dispatchEvent(new Event("change", { bubbles: true })); });
    $(`${id}-chosen`).textContent = link.dataset.chosen;
  });
  on("keydown", "[data-filter]", (_, event) => { if (event.key === "Enter") event.preventDefault(); }); // would send the form

  /* ── Work that goes on in the background: the page is read again until it is done ── */

  function lookAgain(part) {
    const again = () => setTimeout(() => lookAgain(part), 1000 * Number(part.dataset.refresh));
    if (document.hidden) { again(); return; }
    fetch(location.href, { headers: { "X-Requested-With": "fetch" } }).then((answer) => answer.text()).then((text) => {
      const fresh = new DOMParser().parseFromString(text, "text/html").getElementById(part.id);
      if (!fresh || fresh.dataset.refresh === undefined) { location.reload(); return; }
      if (part.innerHTML !== fresh.innerHTML) part.replaceChildren(...fresh.childNodes);
      again();
    }).catch(again);
  }

  const fetchPart = (part) => fetch(part.dataset.partOf, { headers: { "X-Requested-With": "fetch" } }).then((answer) => answer.text()).then((text) => {
    const found = new DOMParser().parseFromString(text, "text/html").getElementById(part.id);
    if (found) part.replaceWith(found);
  }).catch(() => {}); // the way to the page stays

  const closeMenus = (but) => document.querySelectorAll("details.pop[open]").forEach((menu) => { if (menu !== but) menu.open = false; });
  document.addEventListener("click", (event) => closeMenus(event.target.closest("details.pop")));
  document.addEventListener("keydown", (event) => {
    const menu = event.key === "Escape" && event.target.closest("details.pop[open]");
    if (menu) { menu.open = false; menu.querySelector("summary").focus(); }
  });

  function start() {
    document.querySelectorAll("[data-date-for], [data-show-password], [data-copy], [data-print], [data-tick-all], [data-filter-box], [data-with-script]").forEach((one) => { one.hidden = false; });
    document.querySelectorAll("[data-without-script]").forEach((one) => { one.hidden = true; });
    document.querySelectorAll("[data-grow]").forEach(grow);
    document.querySelectorAll("[data-refresh]").forEach((part) => setTimeout(() => lookAgain(part), 1000 * Number(part.dataset.refresh)));
    document.querySelectorAll("[data-part-of]").forEach(fetchPart);
    document.querySelectorAll(".roll tbody tr").forEach(noteAbsence);
    document.querySelectorAll("[data-dropzone]").forEach((zone) => zone.classList.add("is-ready"));
    const first = document.querySelector("[data-focus]");
    if (first) first.focus();
    document.dispatchEvent(new Event("vinhdanh:start"));
  }
  window.vinhDanh = Object.freeze({ $, meta, make, folded, on, place, grow });
  start();
})();
