/* A ballot on paper: typed by one teller, typed again by another who does not see the first; where they differ both look
   again; the second stands for it with name and password. What was typed is in this page alone. */
"use strict";
(() => {
  const { make } = window.vinhDanh;
  const { box, part, list, reviewed, seal, able, cannot, send, show, refuse, receipt } = window.vinhDanhBallot;
  const WORDS = ["để trống", "Đồng ý", "Không đồng ý"];
  const ROUNDS = [
    ["Lượt một: người đang đăng nhập nhập theo tờ phiếu giấy.", "Xong lượt một"],
    ["Lượt hai: người thứ hai nhập lại từ đầu theo tờ phiếu giấy. Lượt một đã được che đi.", "Xong lượt hai, đối chiếu"],
    ["Hai lượt khác nhau ở những tên dưới đây. Hai người cùng xem lại tờ phiếu rồi chọn lại.", "Xong, đối chiếu lại"],
  ];
  const typed = []; // of each round, by name
  let names = null, choices = null, parcel = null;

  const changed = (own) => {
    const left = own.left().filter((row) => !row.hidden).length;
    part("left").textContent = left ? `Còn ${own.counted(left)} chưa chọn` : "Đã chọn đủ";
  };

  function round(place) {
    const [words, button] = ROUNDS[place];
    names.empty();
    part("round").textContent = words;
    part("to-review").querySelector("span:last-child").textContent = button;
    part("to-review").hidden = false;
    show("list");
  }

  function done() {
    typed.push(names.choices());
    if (typed.length === 1) { round(1); return; }
    if (typed.length === 2) { choices = { ...typed[0] }; compare(); return; }
    names.rows.filter((row) => !row.hidden).forEach((row) => { choices[row.dataset.item] = names.value(row); });
    toReview();
  }

  function compare() {
    const differ = names.rows.filter((row) => typed[0][row.dataset.item] !== typed[1][row.dataset.item]);
    if (!differ.length) { toReview(); return; }
    round(2);
    names.only(differ);
    differ.forEach((row) => {
      const [first, second] = typed.map((one) => WORDS[one[row.dataset.item]]);
      row.firstElementChild.append(make("span", "under ballot-differs", `Lượt một: ${first}. Lượt hai: ${second}.`));
    });
  }

  function toReview() {
    names.put(choices);
    part("review").replaceChildren(...reviewed(names, {
      blank: "Những tên này để trống hoặc không đọc được: phiếu cho tên đó không hợp lệ.",
      excused: "Thành viên này không bỏ phiếu",
    }, null));
    part("to-review").hidden = true;
    part("cast-now").hidden = false;
    show("review");
  }

  async function castNow() {
    const second = Object.fromEntries(["username", "password", "code"].map((name) => [name, document.getElementById(name).value]));
    parcel = parcel || seal(choices); // sent again it is the same one
    part("cast-now").hidden = true;
    show("sending");
    const got = await send(box.dataset.cast, { member: Number(box.dataset.member), ballot: parcel, ...second });
    if (got && got.status === 200) {
      const { tracker } = parcel;
      names = choices = parcel = null;
      ["ballot-list", "ballot-review"].forEach((id) => document.getElementById(id).remove());
      part("left").parentElement.remove();
      receipt(tracker);
    } else if (got && got.status === 409) {
      parcel = null;
      part("left").parentElement.remove();
      refuse(got.answer.reasons || []);
    } else {
      part("cast-now").hidden = false;
      show("review");
      part("refusal").textContent = got && got.status === 422 ? (got.answer.reasons || []).join(" ") || "Máy chủ chưa nhận lá phiếu: bấm gửi lại."
        : got && got.status < 500 ? "Phiên đăng nhập hoặc mã xác thực của người đang đăng nhập đã hết hạn: mở thẻ mới, đăng nhập lại, rồi nhập lại phiếu này."
          : "Mất kết nối: chưa biết lá phiếu đã vào thùng hay chưa. Bấm gửi lại; máy chủ chỉ ghi một lần.";
      part("refusal").scrollIntoView({ block: "center" });
    }
  }

  async function start() {
    if (!await able()) { cannot(); return; }
    names = list(part("list"), changed);
    part("to-review").addEventListener("click", done);
    part("cast-now").addEventListener("click", castNow);
    addEventListener("beforeunload", (event) => {
      if (!names || (!typed.length && names.left().length === names.rows.length)) return;
      event.preventDefault();
      event.returnValue = "";
    });
    round(0);
    names.look();
  }
  start();
})();
