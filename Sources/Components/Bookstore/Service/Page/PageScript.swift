/// What the web page does: the calls of the original page, and an order id for each order so that
/// pressing again after an unknown outcome buys once.
enum PageScript {
    static let text = words + behaviour

    private static let words = #"""
        "use strict";
        const words = {
          en: { title: "Bookstore", user: "User", balance: "Balance", price: "Price",
            owned: "owned", stock: "in stock", order: "Order", less: "One less", more: "One more",
            count: "Count", cancel: "Cancel", confirm: "Order now", by: "by ",
            byCode: "By code", sorted: "As the strategy sorts",
            ask: (n, name) => `Order ${n} × ${name}?`, total: "Total ",
            done: (n, total) => `Ordered ${n} for ${total}.`, busy: "One moment…",
            again: "Press Order again: it buys once.", loading: "Loading the books…",
            lost: "The shop cannot be reached. Is the bookstore running?",
            bad_request: "The request was not understood.",
            invalid_count: "The count must be a whole number from 1 to 10,000.",
            insufficient_stock: "There are not that many left.",
            insufficient_balance: "The balance is not enough.",
            unknown_user: "There is no such user.", unknown_product: "There is no such book.",
            account_unreachable: "The account service cannot be reached. Nothing was bought.",
            payment_unknown: "Whether it was paid is not known yet.",
            order_id_conflict: "This order was taken down with another content.",
            too_large: "The request is too large.", foreign_origin: "Open the page at its own address.",
            other: "The shop refused" },
          zh: { title: "书店", user: "用户", balance: "可用余额", price: "单价",
            owned: "已购", stock: "库存", order: "订购", less: "减一本", more: "加一本",
            count: "数量", cancel: "取消", confirm: "确认订购", by: "作者：",
            byCode: "按编号", sorted: "按策略排序",
            ask: (n, name) => `订购 ${n} 本《${name}》？`, total: "合计 ",
            done: (n, total) => `已订购 ${n} 本，共 ${total}。`, busy: "请稍候…",
            again: "再按一次“订购”即可，不会重复购买。", loading: "正在读取书目…",
            lost: "连不上书店。bookstore 在运行吗？",
            bad_request: "请求有误。",
            invalid_count: "数量须是 1 到 10,000 之间的整数。",
            insufficient_stock: "库存不够了。",
            insufficient_balance: "余额不足。",
            unknown_user: "没有这个用户。", unknown_product: "没有这本书。",
            account_unreachable: "连不上账户服务，没有买成，钱和书都没动。",
            payment_unknown: "还不知道有没有扣款。",
            order_id_conflict: "这个订单号已经用在别的内容上了。",
            too_large: "请求太大。", foreign_origin: "请用本站自己的地址打开页面。",
            other: "书店拒绝了请求" } };

        """#

    private static let behaviour = #"""
        const query = new URLSearchParams(location.search);
        const user = query.get("user") || "user0";
        const wanted = query.get("lang") || navigator.language || "en";
        let lang = wanted.startsWith("zh") ? "zh" : "en";
        let sorted = false, books = [], balance = null, notes = {}, counts = {}, open = {};
        const find = (id) => document.getElementById(id);
        const money = (n) => "¥\u00a0" + n.toLocaleString("en-US",
          { minimumFractionDigits: 2, maximumFractionDigits: 2 });
        const make = (tag, name, text) => {
          const element = document.createElement(tag);
          if (name) element.className = name;
          if (text !== undefined) element.textContent = text;
          return element;
        };
        const plain = (html) =>
          new DOMParser().parseFromString(html, "text/html").body.textContent;
        const newID = () => Array.from(crypto.getRandomValues(new Uint8Array(16)),
          (b) => b.toString(16).padStart(2, "0")).join("");

        async function call(path, body) {
          let answer, value;
          try {
            answer = await fetch(path, { method: "POST", body: JSON.stringify(body),
              headers: { "Content-Type": "application/json" } });
            value = await answer.json();
          } catch { throw { code: "lost" }; }
          if (!answer.ok) throw value.error || { code: "other", message: String(answer.status) };
          return value;
        }
        const reason = (error) => words[lang][error.code]
          || `${words[lang].other}: ${error.code || ""} ${error.message || error}`;

        async function load() {
          try {
            books = await call(sorted ? "/querySorted" : "/query", { userName: user });
            balance = (await call("/queryBalance", { userName: user })).balance;
            say("");
          } catch (error) { say(reason(error)); }
          draw();
        }
        function say(text) { find("say").textContent = text; }

        async function order(book) {
          const count = Number(counts[book.productCode] || 1), code = book.productCode;
          if (!Number.isInteger(count) || count < 1 || count > 10000) {
            return note(code, "bad", { code: "invalid_count" });
          }
          if (!await confirmed(book, count)) return;
          const pending = open[code];
          const id = pending && pending.count === count ? pending.id : newID();
          open[code] = { id, count };
          notes[code] = { kind: "", text: () => words[lang].busy };
          draw();
          try {
            const answer = await call("/purchase",
              { userName: user, productCode: code, count, orderId: id });
            delete open[code];
            const total = money(answer.total);
            notes[code] = { kind: "good", text: () => words[lang].done(count, total) };
          } catch (error) {
            const unsure = error.code === "payment_unknown" || error.code === "lost";
            if (!unsure) delete open[code];
            notes[code] = { kind: "bad",
              text: () => reason(error) + (unsure ? " " + words[lang].again : "") };
          }
          await load();
          const button = find("order-" + code);
          if (button) button.focus();
        }
        function note(code, kind, error) {
          notes[code] = { kind, text: () => reason(error) };
          draw();
        }
        function confirmed(book, count) {
          const dialog = find("confirm");
          find("ask").textContent = words[lang].ask(count, book.name);
          find("total").textContent = words[lang].total + money(book.price * count);
          return new Promise((resolve) => {
            const end = (answer) => { dialog.close(); resolve(answer); };
            find("yes").onclick = () => end(true);
            find("no").onclick = () => end(false);
            dialog.oncancel = () => resolve(false);
            dialog.showModal();
          });
        }

        function draw() {
          const w = words[lang];
          document.documentElement.lang = lang === "zh" ? "zh-CN" : "en";
          document.title = w.title;
          for (const element of document.querySelectorAll("[data-word]")) {
            element.textContent = w[element.dataset.word];
          }
          find("user").textContent = user;
          find("balance").textContent = balance === null ? "—" : money(balance);
          find("lang").textContent = lang === "zh" ? "English" : "中文";
          find("lang").lang = lang === "zh" ? "en" : "zh-CN";
          find("by-code").setAttribute("aria-pressed", String(!sorted));
          find("sorted").setAttribute("aria-pressed", String(sorted));
          find("books").replaceChildren(...books.map(card));
        }
        function card(book) {
          const w = words[lang], code = book.productCode, item = make("li", "book");
          const more = JSON.parse(book.description);
          const cover = make("div", "cover cover-" + code, code);
          cover.setAttribute("aria-hidden", "true");
          const facts = make("div", "facts");
          facts.append(w.owned + " ", make("b", "", book.ownedCount === null ? 0 : book.ownedCount),
            " · " + w.stock + " ", make("b", "", book.stockCount.toLocaleString("en-US")));
          item.append(cover, make("h2", "", book.name), make("div", "price", money(book.price)),
            make("p", "about", w.by + more.author), facts,
            make("p", "about wide", plain(more.description)), stepper(book));
          return item;
        }
        function stepper(book) {
          const w = words[lang], code = book.productCode, row = make("div", "order");
          const input = make("input");
          Object.assign(input, { type: "number", min: 1, max: 10000, step: 1,
            value: counts[code] || 1, id: "count-" + code });
          input.setAttribute("aria-label", `${w.count}: ${book.name}`);
          input.oninput = () => { counts[code] = input.value; };
          const step = (by, word) => {
            const button = make("button", "step", by < 0 ? "−" : "+");
            button.type = "button";
            button.setAttribute("aria-label", `${word}: ${book.name}`);
            button.onclick = () => {
              input.value = Math.min(10000, Math.max(1, (Number(input.value) || 1) + by));
              counts[code] = input.value;
            };
            return button;
          };
          const buy = make("button", "main", w.order);
          buy.id = "order-" + code;
          buy.type = "button";
          buy.setAttribute("aria-label", `${w.order}: ${book.name}`);
          buy.onclick = () => order(book);
          const note = make("span", "note " + ((notes[code] || {}).kind || ""));
          note.setAttribute("role", "status");
          note.textContent = notes[code] ? notes[code].text() : "";
          row.append(step(-1, w.less), input, step(1, w.more), buy, note);
          return row;
        }

        find("lang").onclick = () => { lang = lang === "zh" ? "en" : "zh"; draw(); };
        find("by-code").onclick = () => { sorted = false; load(); };
        find("sorted").onclick = () => { sorted = true; load(); };
        draw();
        call("/createUser", { userName: user }).then(load, (error) => {
          say(reason(error));
          load();
        });
        """#
}
