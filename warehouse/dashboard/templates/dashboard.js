(() => {
  "use strict";
  const page = JSON.parse(document.getElementById("data").textContent);
  const t = page.words;
  const byId = (id) => document.getElementById(id);

  // Numbers as the language writes them. Built once: making a formatter costs more than using it a thousand times.
  const locale = page.language === "nb" ? "nb-NO" : "en-GB";
  const formatters = [0, 1, 2].map((places) =>
    new Intl.NumberFormat(locale, { minimumFractionDigits: places, maximumFractionDigits: places }));
  const number = (value, places = 1) => (value ?? null) === null ? t.unknown : formatters[places].format(value);
  const count = (value) => number(value, value % 1 ? 1 : 0);
  const percent = (value) => number(100 * value, 0) + (page.language === "nb" ? "\u202f%" : "%");
  const amount = (value, unit) =>
    (value ?? null) === null ? t.unknown : unit === "share" ? percent(value) : `${number(value)} ${page.units[unit] ?? unit}`;
  const between = (low, high, unit) =>
    (low ?? null) === null ? "" : unit === "share" ? `${percent(low)} – ${percent(high)}` : `${number(low)} – ${number(high)}`;
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");

  // Text from surveys and notices reaches the page as text alone: no markup is ever made from a string.
  const make = (tag, text, attributes = {}) => {
    const element = document.createElement(tag);
    if (text !== undefined) element.textContent = text;
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    return element;
  };

  const table = (caption, head, rows) => {
    const element = make("table");
    element.append(make("caption", caption));
    const top = element.createTHead().insertRow();
    head.forEach((text, place) => top.append(make("th", text, place ? { scope: "col", class: "number" } : { scope: "col" })));
    const body = element.createTBody();
    for (const row of rows) {
      const line = body.insertRow();
      row.forEach((cell, place) =>
        line.append(place ? make("td", cell, { class: "number" }) : make("th", cell, { scope: "row" })));
    }
    return element;
  };

  // A long table is made when it is opened, not before.
  const tables = new Map();
  const offer = (details, build) => {
    const place = details.querySelector(".scroll");
    const show = () => { if (tables.has(details)) place.replaceChildren(tables.get(details)()); tables.delete(details); };
    if (!details.dataset.offers) details.addEventListener("toggle", () => { if (details.open) show(); });
    details.dataset.offers = "yes";
    tables.set(details, build);
    if (details.open) show();
  };

  const NARROW = { themes: 900 };  // px below which a chart has its names above its lines; others 560
  const FORMATS = { share: ".0%" };
  const views = new Map();

  // Draw a chart into an element; what stood there is let go first. Vega runs its own expressions (ast), never eval.
  const draw = async (element, name, rows, { unit = "share", x = "", y = "", top = null, none = t.no_data } = {}) => {
    const isNarrow = element.clientWidth < (NARROW[name] ?? 560) && `${name}_narrow` in page.charts;
    const said = { __format__: FORMATS[unit] ?? ",.2~f", __x__: x, __y__: y, __top__: top, __limit__: Math.round(element.clientWidth * 0.45) };
    const spec = JSON.parse(JSON.stringify(page.charts[isNarrow ? `${name}_narrow` : name]), (_, value) => said[value] ?? value);
    spec.data[0].values = rows;
    views.get(element)?.finalize();
    views.delete(element);
    element.replaceChildren();
    if (!rows.length) {
      element.append(make("p", none, { class: "quiet" }));
      return;
    }
    // A reader of the screen hears the text alternative of the place; Vega's own roles inside say no more.
    const inner = make("div", undefined, { "aria-hidden": "true" });
    element.append(inner);
    views.set(element, await vegaEmbed(inner, spec, {
      mode: "vega", ast: true, actions: false, renderer: "svg", defaultStyle: false,
      formatLocale: page.formatLocale, timeFormatLocale: page.timeFormatLocale,
      tooltip: { disableDefaultStyle: true },
    }));
  };

  const drawStills = async () => {
    for (const still of page.stills) await draw(byId(still.id).querySelector(".chart"), still.chart, still.rows, still);
  };

  // What participants say
  const titles = { answers: t.answers_chart_title, themes: t.answers_themes_title, benchmark: t.answers_benchmark_title };

  const drawVoices = async () => {
    const told = page.survey_answers[state.gathering];
    if (!told) return;
    byId("survey_answers-name").textContent = told.name;
    byId("survey_answers-says").textContent = told.says;
    for (const [id, chart] of [["answers", "answers"], ["themes", "bars"], ["benchmark", "peers"]]) {
      const { rows, head, lines } = told[id], figure = byId(id), heading = figure.querySelector("h3");
      heading.textContent = told[id].title ?? titles[id];
      const title = heading.textContent;
      figure.hidden = !(id === "themes" ? rows : lines).length;
      if (figure.hidden) continue;
      await draw(figure.querySelector(".chart"), chart, rows, { none: t.answers_few });
      offer(figure.querySelector("details"), () => table(`${title}: ${told.name}`, head, lines));
    }
    byId("comments").hidden = !told.comments.length;
    byId("comments").lastElementChild.replaceChildren(...told.comments.map((each) => make("blockquote", each)));
  };

  // How they buy
  const indicators = Object.fromEntries(page.indicators.map((each) => [each.indicator_id, each]));
  const quarterName = (on) => {
    const [year, month] = on.split("-").map(Number);
    return fill(t.quarter_name, { number: Math.ceil(month / 3), year });
  };

  const points = (indicator, slice, group) => {
    const told = page.series[indicator]?.[slice]?.[group];
    return (told?.value ?? []).map((value, place) => ({
      on: page.quarters[told.from + place], value, low: told.low[place], high: told.high[place],
      n: told.n[place] ?? 0, coverage: told.coverage[place],
    }));
  };

  // The levels that the title tells of: all purchases before the first gathering, and all since.
  const levels = (finding, wave) => Object.entries(finding.levels).flatMap(([group, [before, since]]) => [
    { kind: "level", group, on: page.quarters[0], until: wave.starts_on, value: before },
    { kind: "level", group, on: wave.starts_on, until: page.quarters[page.quarters.length - 1], value: since },
  ].filter((each) => each.value !== null));

  const drawTrends = async () => {
    const { indicator_id: id, name, question, value_unit: unit, breaks } = indicators[state.indicator];
    byId("trend-question").textContent = `${name}. ${question}`;
    const panels = byId("panels");
    panels.replaceChildren();
    const others = points(id, state.slice, page.untrained);
    const says = (group, each) =>
      `${group}, ${quarterName(each.on)}: ${amount(each.value, unit)} (${between(each.low, each.high, unit)}), n = ${each.n}`;
    const lines = [];
    const covered = new Map();
    const heights = [...page.waves.map((wave) => points(id, state.slice, wave.wave_id)), others].flat().map((each) => each.value ?? 0);
    const top = Math.max(...heights) * 1.15;  // one scale for all panels; a band may leave it, a value never does
    // All places first: a chart takes the width that its place has when it is drawn.
    const places = page.waves.map(() => {
      const figure = make("figure"), caption = make("figcaption"), chart = make("div", undefined, { class: "chart", role: "img" });
      caption.append(make("h3"));
      figure.append(caption, chart);
      panels.append(figure);
      return figure;
    });
    for (const [place, wave] of page.waves.entries()) {
      const trained = points(id, state.slice, wave.wave_id);
      const finding = page.findings[`${id}/${state.slice}/${wave.wave_id}`] ?? { says: wave.wave_name, levels: {} };
      const rows = [["trained", wave.wave_name, trained], ["others", t.others, others]].flatMap(([group, label, told]) =>
        told.filter((each) => each.value !== null).map((each) => ({ kind: "value", group, ...each, says: says(label, each) })));
      if (rows.length) {
        rows.push(...levels(finding, wave));
        rows.push(...wave.gatherings.map((each) => ({ kind: "gathering", on: each.held_on, says: each.says })));
        rows.push(...breaks.map((each) => ({ kind: "break", on: each.breaks_on, says: `${each.day}: ${each.name}` })));
      }
      places[place].querySelector("h3").textContent = finding.says;
      const chart = places[place].querySelector(".chart");
      chart.setAttribute("aria-label", fill(t.trend_alt, { finding: finding.says }));
      await draw(chart, "trend", rows, { unit, top });
      lines.push(...trained.map((each) => line(wave.wave_name, each, unit)));
      for (const { on, n, coverage } of trained) {
        const [known, base] = covered.get(on) ?? [0, 0];
        covered.set(on, [known + n, base + (coverage ? n / coverage : 0)]);
      }
    }
    lines.push(...others.map((each) => line(t.others, each, unit)));
    offer(byId("trend-table"), () =>
      table(name, [t.group, t.quarter, t.value, t.interval, t.purchases_known, t.coverage], lines));
    const [known, base] = [...covered.values()].reduce(([a, b], [c, d]) => [a + c, b + d], [0, 0]);
    byId("coverage-title").textContent = fill(t.coverage_title, { share: base ? percent(known / base) : t.unknown });
    await draw(byId("coverage").querySelector(".chart"), "coverage",
      [...covered].sort().filter(([, [, base]]) => base).map(([on, [n, base]]) =>
        ({ on, value: n / base, says: `${quarterName(on)}: ${percent(n / base)} (${fill(t.count_of, { above: n, below: Math.round(base) })})` })));
    describe(indicators[id]);
  };

  const line = (label, each, unit) => [
    label, quarterName(each.on), amount(each.value, unit), between(each.low, each.high, unit), number(each.n, 0),
    each.coverage === null ? "" : percent(each.coverage),
  ];

  const describe = (told) => {
    const says = [
      [t.definition, told.definition], [t.base, told.base], [t.hoped, t[`hoped_${told.hoped}`]],
      [t.otherwise, told.otherwise], [t.source, told.source],
      [t.breaks, told.breaks.map((each) => `${each.day}: ${each.name}`).join("; ") || t.no_breaks],
    ];
    byId("about-indicator").replaceChildren(...says.flatMap(([term, text]) => [make("dt", term), make("dd", text)]));
  };

  // A buyer beside its peers
  const buyers = Object.fromEntries(page.buyers.map((each, place) => [each.buyer_id, { ...each, place }]));
  const years = page.figures.years;

  const sums = (indicator, place, from) => {
    const told = page.figures.sums[indicator][place];
    let above = 0, below = 0;
    if (told) for (let at = 2 * from; at < told.length; at += 2) { above += told[at]; below += told[at + 1]; }
    return [above, below];
  };

  const quantile = (sorted, part) => {
    const at = (sorted.length - 1) * part, low = Math.floor(at);
    return sorted[low] + (sorted[Math.min(low + 1, sorted.length - 1)] - sorted[low]) * (at - low);
  };

  const drawBuyer = async () => {
    const buyer = buyers[state.buyer];
    const alike = Object.values(buyers).filter((each) =>
      each.buyer_kind === buyer.buyer_kind && each.size_class === buyer.size_class && each !== buyer);
    const from = state.period === "recent" ? Math.max(0, years.length - 3) : 0;
    const wave = page.waves.find((each) => each.wave_id === buyer.group_id);
    byId("buyer-status").textContent = [
      buyer.buyer_name, buyer.size_class ? t[`size_${buyer.size_class}`] : null,
      wave ? fill(t.buyer_status_member, { wave: wave.wave_name, day: buyer.trained_from }) : t[`buyer_status_${buyer.group_id}`],
    ].filter(Boolean).join(" · ");
    byId("buyer-evidence").href = `${page.root}dashboard/buyers/${encodeURIComponent(buyer.page)}#${page.language}`;
    const rows = [], lines = [];
    for (const { indicator_id: id, name, value_unit: unit, measure } of page.indicators) {
      const [above, below] = sums(id, buyer.place, from);
      const spread = alike.map((each) => sums(id, each.place, from)).filter(([, base]) => base > 0)
        .map(([a, b]) => a / b).sort((a, b) => a - b);
      if (!below && !spread.length) continue;
      const value = below ? above / below : null;
      const [low, middle, high] = [0.25, 0.5, 0.75].map((part) => spread.length ? quantile(spread, part) : null);
      const counted = measure === "share" ? fill(t.count_of, { above: count(above), below: count(below) }) : `n = ${count(below)}`;
      if (measure === "share") rows.push({ name: below ? `${name} (${counted})` : name, value, low, middle, high, says: `${name}: ${amount(value, unit)} (${counted})` });
      lines.push([name, amount(value, unit), counted, amount(middle, unit), between(low, high, unit)]);
    }
    const figure = byId("peers");
    const title = fill(lines.some(([, value]) => value !== t.unknown) ? t.buyer_peers : t.buyer_none,
      {
        buyer: buyer.buyer_name, peers: alike.length, all: rows.filter((each) => each.value !== null).length,
        above: rows.filter((each) => each.value !== null && each.value > each.high).length,
        below: rows.filter((each) => each.value !== null && each.value < each.low).length,
      });
    figure.querySelector("h3").textContent = title;
    figure.querySelector(".chart").setAttribute("aria-label", `${title}. ${t.buyer_alt}`);
    await draw(figure.querySelector(".chart"), "peers", rows);
    offer(figure.querySelector("details"), () =>
      table(title, [t.indicator, t.buyer_own, t.counted, t.buyer_middle, t.buyer_half], lines));
    await drawYears(buyer, alike);
  };

  const drawYears = async (buyer, alike) => {
    const { indicator_id: id, name, value_unit: unit, measure } = indicators[state.indicator];
    const told = page.figures.sums[id];
    const rows = [], lines = [];
    years.forEach((year, place) => {
      const at = (each) => told[each.place] ? [told[each.place][2 * place], told[each.place][2 * place + 1]] : [0, 0];
      const [above, below] = at(buyer);
      const [peersAbove, peersBelow] = alike.map(at).reduce(([a, b], [c, d]) => [a + c, b + d], [0, 0]);
      const own = below ? above / below : null, peers = peersBelow ? peersAbove / peersBelow : null;
      if (own !== null) rows.push({ year, group: "own", value: own, says: `${buyer.buyer_name}, ${year}: ${amount(own, unit)} (n = ${count(below)})` });
      if (peers !== null) rows.push({ year, group: "peers", value: peers, says: `${t.buyer_alike}, ${year}: ${amount(peers, unit)} (n = ${number(peersBelow, 0)})` });
      lines.push([String(year), amount(own, unit), count(below), amount(peers, unit), number(peersBelow, 0)]);
    });
    const figure = byId("buyer-years");
    const all = (each) => sums(id, each.place, 0);
    const [above, below] = all(buyer), [theirs, base] = alike.map(all).reduce(([a, b], [c, d]) => [a + c, b + d], [0, 0]);
    const title = fill(t.buyer_years, {
      indicator: name, buyer: buyer.buyer_name, own: amount(below ? above / below : null, unit), 
      counted: measure === "share" ? fill(t.count_of, { above: count(above), below: count(below) }) : `n = ${count(below)}`,
      alike: amount(base ? theirs / base : null, unit),
    });
    figure.querySelector("h3").textContent = title;
    figure.querySelector(".chart").setAttribute("aria-label", `${title}. ${t.buyer_years_alt}`);
    await draw(figure.querySelector(".chart"), "years", rows, { unit });
    offer(figure.querySelector("details"), () => table(title, [t.year, t.buyer_own, "n", t.buyer_alike, "n"], lines));
  };

  // Did it work
  const drawEffect = async () => {
    const told = page.effects[state.indicator];
    if (!told) return;
    const { name } = indicators[state.indicator], unit = t[`unit_${told.unit}`] ?? told.unit;
    byId("effect-name").textContent = name;
    byId("effect-seen").textContent = told.seen;
    byId("effect-sentence").textContent = told.sentence;
    const show = async (id, chart, rows, axes, head, lines) => {
      const figure = byId(id), title = told.titles[id];
      figure.querySelector("h3").textContent = title;
      figure.querySelector(".chart").setAttribute("aria-label", `${name}: ${title}. ${told.sentence}`);
      await draw(figure.querySelector(".chart"), chart, rows, { unit: told.unit, ...axes });
      offer(figure.querySelector("details"), () => table(`${name}: ${title}`, head, lines));
    };
    const estimates = told.event.filter((each) => each.kind === "estimate");
    await show("event", "event_study", estimates.length ? told.event : [],
      { x: t.effect_x, y: fill(t.effect_y, { unit }) },
      [t.effect_x, t.effect_estimate_head, t.interval],
      estimates.map((each) => [String(each.time), number(each.value), between(each.low, each.high, told.unit)]));
    await show("chance", "permutations", told.chance,
      { x: t.effect_over_error, y: t.effect_times },
      [t.effect_over_error, t.effect_times],
      told.chance.filter((each) => each.kind === "bin").map((each) => [between(each.low, each.high, ""), number(each.times, 0)]));
    await show("analyses", "effects", told.analyses.filter((each) => each.value !== null), {},
      [t.effect_look, t.effect_estimate_head, t.interval, "p", t.effect_buyers],
      told.analyses.map((each) => [each.name, each.written, each.interval, each.p, each.buyers]));
    byId("effect-threats").replaceChildren(...told.threats.map((each) => make("li", each)));
    byId("effect-facts").replaceChildren(...Object.entries(told.facts).flatMap(([term, text]) => [make("dt", term), make("dd", text)]));
  };

  // What is chosen stands in the address, so that a view can be sent to somebody.
  const state = { indicator: page.first, slice: "all", buyer: page.buyers[0]?.buyer_id, period: "all", gathering: page.loudest };
  const DRAWN = { gathering: [drawVoices], indicator: [drawTrends, drawEffect, drawBuyer], slice: [drawTrends], buyer: [drawBuyer], period: [drawBuyer] };
  const controls = [...document.querySelectorAll("select[data-state]")];

  const start = async () => {
    const asked = new URLSearchParams(location.hash.slice(1));
    for (const control of controls) {
      const name = control.dataset.state;
      if ([...control.options].some((option) => option.value === asked.get(name))) state[name] = asked.get(name);
      control.value = state[name];
      control.addEventListener("change", async () => {
        state[name] = control.value;
        for (const other of controls) if (other.dataset.state === name) other.value = state[name];
        history.replaceState(null, "", `#${new URLSearchParams(state)}`);
        for (const part of DRAWN[name]) await part();
        document.body.dataset.drawn = String(1 + Number(document.body.dataset.drawn));
      });
    }
    await drawVoices();
    await drawStills();
    if (page.indicators.length) {
      await drawTrends();
      await drawEffect();
      if (page.buyers.length) await drawBuyer();
    }
    document.body.dataset.drawn = "1";
  };
  start();
})();
