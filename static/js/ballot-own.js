/* The voter's own ballot: choose, review, cast; asked again until the server has said that it is in the box. */
"use strict";
(() => {
  const { $, meta } = window.vinhDanh;
  const { box, part, list, reviewed, seal, able, send, show, refuse, receipt, cannot } = window.vinhDanhBallot;
  const KEY = `vinhdanh:ballot:${box.dataset.ballot}:${meta("person")}`;
  const WAITS = [2, 4, 8, 15]; // seconds between tries
  let names = null, parcel = null, tries = 0, timer = 0, backTo = null;

  const kept = {
    put() { try { sessionStorage.setItem(KEY, JSON.stringify(parcel)); } catch { /* the page still holds it */ } },
    get() { try { return JSON.parse(sessionStorage.getItem(KEY)); } catch { return null; } },
    drop() { try { sessionStorage.removeItem(KEY); } catch { /* nothing was kept */ } },
  };

  /* ── Choosing and looking again ── */

  function changed(own) {
    const left = own.left().length;
    part("left").textContent = left ? `Còn ${own.counted(left)} chưa chọn` : `Đã chọn đủ ${own.counted(own.rows.length)}`;
  }
  const buttons = (...wanted) => ["to-review", "to-list", "cast-now"].forEach((name) => { part(name).hidden = !wanted.includes(name); });

  function toList() {
    show("list");
    buttons("to-review");
    if (backTo) names.go(backTo);
    backTo = null;
  }

  function toReview() {
    const left = names.left();
    part("review").replaceChildren(...reviewed(names, {
      blank: `Anh/chị chưa chọn cho ${names.counted(left.length)} dưới đây. Vẫn bỏ phiếu được, nhưng với những tên đó phiếu tính là không hợp lệ, tức là không tính vào số đồng ý.`,
      excused: "Anh/chị không bỏ phiếu",
    }, (row) => { backTo = row; history.back(); }));
    part("cast-now").querySelector("span:last-child").textContent = left.length ? `Bỏ phiếu, để trống ${names.counted(left.length)}` : "Bỏ phiếu";
    history.pushState({ review: true }, ""); // on a phone “back” leads back to the list, not away
    show("review");
    buttons("to-list", "cast-now");
  }

  function offer() {
    names = list(part("list"), changed);
    part("to-review").addEventListener("click", toReview);
    part("to-list").addEventListener("click", () => history.back());
    part("cast-now").addEventListener("click", castNow);
    addEventListener("popstate", () => { if (names && !parcel) toList(); });
    toList();
    names.look();
  }

  /* ── Casting ── */

  function onlySealed() { // from here nothing else is left of what was chosen
    ["ballot-list", "ballot-review"].forEach((id) => { if ($(id)) $(id).remove(); });
    if (part("left")) part("left").parentElement.remove();
  }

  function castNow() {
    if (parcel) return; // pressed twice
    try { parcel = seal(names.choices()); } catch { buttons(); cannot(); return; } // it could when the page was made
    kept.put();
    names = null;
    onlySealed();
    deliver();
  }

  async function deliver() {
    clearTimeout(timer);
    show("sending");
    part("again").hidden = true;
    part("progress").textContent = "Đang gửi lá phiếu đã niêm phong…";
    const got = await send(box.dataset.cast, parcel);
    if (got && got.status === 200) {
      kept.drop();
      receipt(parcel.tracker);
      parcel = null;
    } else if (got && (got.status === 409 || got.status === 422)) {
      kept.drop();
      parcel = null;
      refuse(got.answer.reasons || ["Máy chủ không nhận lá phiếu này."]);
    } else if (got && [0, 400, 401, 403].includes(got.status)) {
      part("progress").textContent = "Chưa gửi được: phiên đăng nhập hoặc mã xác thực đã hết hạn. Xác nhận lại ở thẻ này thì trang gửi tiếp đúng lá phiếu đã niêm phong.";
      $("ballot-sending").querySelector("[data-reload]").hidden = false;
    } else {
      const wait = WAITS[Math.min(tries, WAITS.length - 1)];
      tries += 1;
      part("progress").textContent = `${got ? "Máy chủ chưa nhận được" : "Mất kết nối"}: chưa biết lá phiếu đã vào thùng hay chưa. Trang tự gửi lại sau ${wait} giây; xin đừng đóng thẻ này.`;
      part("again").hidden = false;
      timer = setTimeout(deliver, 1000 * wait);
    }
  }
  part("again").addEventListener("click", deliver);
  addEventListener("beforeunload", (event) => {
    const isTyped = names && names.left().length < names.rows.length;
    if (!isTyped && (!parcel || part("again").hidden)) return;
    event.preventDefault();
    event.returnValue = "";
  });
  addEventListener("online", () => { if (parcel && !part("again").hidden) deliver(); });

  /* ── Start: first what was sealed and not acknowledged, else the list ── */

  async function start() {
    parcel = kept.get();
    if (parcel) {
      onlySealed();
      deliver();
    } else if (part("list")) {
      if (await able()) offer();
      else cannot();
    }
  }
  start();
})();
