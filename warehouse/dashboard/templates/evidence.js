(() => {
  "use strict";
  const page = JSON.parse(document.getElementById("data").textContent);
  const byId = (id) => document.getElementById(id);
  const make = (tag, text, attributes = {}) => {
    const element = document.createElement(tag);
    if (text !== undefined) element.textContent = text;
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    return element;
  };

  // Doffin numbers its notices year first (2024-123456), TED year last (123456-2024). Invented notices lead nowhere.
  const notice = ([form, id]) => {
    const address = page.is_invented ? null
      : /^\d{4}-\d+$/.test(id) ? `https://www.doffin.no/notices/${id}`
      : /^\d+-\d{4}$/.test(id) ? `https://ted.europa.eu/en/notice/-/detail/${id}` : null;
    const item = make("li", `${page.words[language].forms[form] ?? form} `);
    item.append(address ? make("a", id, { href: address, rel: "noreferrer" }) : make("span", id, id.length > 20 ? { class: "id" } : {}));
    return item;
  };

  let language = location.hash === "#en" ? "en" : "nb";

  const show = () => {
    const t = page.words[language], chosen = byId("indicator").value;
    const percent = (value) => `${Math.round(100 * value)}${language === "nb" ? "\u202f%" : "%"}`;
    const day = (on) => on && new Date(on).toLocaleDateString(language === "nb" ? "nb-NO" : "en-GB",
      { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });
    const decimal = new Intl.NumberFormat(language === "nb" ? "nb-NO" : "en-GB", { maximumFractionDigits: 1 });
    const said = ([known, , value], unit) => known === 0 ? t.says_nothing : unit !== "share" ? decimal.format(value)
      : value === 0 ? t.no : value === 1 ? t.yes : percent(value);
    const rows = chosen === "" ? page.procedures : page.procedures.filter((each) => each[5][chosen]);
    const unit = chosen === "" ? null : page.units[chosen];
    if (unit !== null) {
      const known = rows.filter((each) => each[5][chosen][0] > 0);
      byId("sum").textContent = t.sum.replace("{base}", rows.length).replace("{known}", known.length);
    } else byId("sum").textContent = t.all.replace("{base}", rows.length);
    const table = byId("procedures");
    table.replaceChildren();
    const top = table.createTHead().insertRow();
    for (const head of [t.day, t.title, ...(unit === null ? [] : [page.names[language][chosen]]), t.notices])
      top.append(make("th", head, { scope: "col" }));
    const body = table.createTBody();
    for (const [on, title, , notices, share, values] of rows) {
      const line = body.insertRow();
      line.append(make("td", day(on), { class: "day" }));
      line.append(make("th", title ?? t.untitled, { scope: "row" }));
      if (share < 1) line.lastChild.append(make("span", ` ${t.share.replace("{share}", percent(share))}`, { class: "quiet" }));
      if (unit !== null) line.append(make("td", said(values[chosen], unit)));
      const list = make("ul", undefined, { class: "plain" });
      list.append(...notices.map(notice));
      line.insertCell().append(list);
    }
  };

  const speak = () => {
    const t = page.words[language], chosen = byId("indicator").value;
    document.documentElement.lang = language;
    byId("lede").textContent = t.lede;
    byId("label").textContent = t.label;
    byId("invented").textContent = t.invented;
    byId("invented").hidden = !page.is_invented;
    byId("back").href = language === "nb" ? "../index.html" : "../en/index.html";
    byId("other").textContent = t.other;
    byId("other").lang = language === "nb" ? "en" : "nb";
    byId("other").href = language === "nb" ? "#en" : "#nb";
    byId("indicator").replaceChildren(make("option", t.every, { value: "" }),
      ...page.names[language].map((name, place) => make("option", name, { value: String(place) })));
    byId("indicator").value = chosen;
    show();
  };

  byId("indicator").addEventListener("change", show);
  addEventListener("hashchange", () => { language = location.hash === "#en" ? "en" : "nb"; speak(); });
  speak();
  document.body.dataset.drawn = "1";
})();
