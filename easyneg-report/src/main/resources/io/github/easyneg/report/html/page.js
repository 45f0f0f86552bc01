"use strict";
// Puts the data into the page. Texts of the data set go in by textContent only: never as markup.
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const EXCERPT = 220;

  const section = (id, selector) => document.querySelector("#" + id + " " + selector);

  /** Makes an element; a child is an element, or a text. */
  function make(tag, className, ...children) {
    const element = document.createElement(tag);
    if (className) element.className = className;
    element.append(...children);
    return element;
  }

  /** Makes an element around a text of unknown language and direction. */
  function foreign(tag, className, text) {
    const element = make(tag, className, text);
    element.lang = "";
    element.dir = "auto";
    return element;
  }

  function cell(tag, scope, text) {
    const element = make(tag, "", text);
    if (scope) element.scope = scope;
    return element;
  }

  function table(className, head, rows) {
    const body = make("tbody", "", ...rows.map(row =>
      make("tr", "", cell("th", "row", row[0]), ...row.slice(1).map(text => cell("td", "", text)))));
    const element = make("table", className);
    if (head) element.append(make("thead", "", make("tr", "", ...head.map(text => cell("th", "col", text)))));
    element.append(body);
    return element;
  }

  function bar(...shares) {
    const element = make("div", "bar");
    element.setAttribute("aria-hidden", "true");
    for (const [name, share] of shares) {
      const part = make("span", name);
      part.style.width = 100 * share + "%";
      element.append(part);
    }
    return element;
  }

  // Tables and texts.

  function header() {
    document.title = "Mining report: " + data.dataset;
    document.getElementById("subject").textContent = data.dataset + " · EasyNegatives " + data.version;
  }

  function figures() {
    document.getElementById("figures").append(...data.figures.map(figure =>
      make("div", figure.warning ? "warning" : "",
        make("dt", "", figure.name), make("dd", "value", figure.value), make("dd", "note", figure.note))));
  }

  /** A sentence in which no line ends within the name of an option. */
  function sentence(text) {
    return make("li", "", ...text.split(/(--[a-z][a-z-]*)/).map(part => part.startsWith("--") ? make("code", "", part) : part));
  }

  function advice() {
    document.getElementById("advice").hidden = data.advice.length === 0;
    document.body.classList.toggle("advised", data.advice.length > 0);
    section("advice", "ul").append(...data.advice.map(sentence));
  }

  function notes() {
    document.getElementById("notes").hidden = data.notes.length === 0;
    section("notes", "ul").append(...data.notes.map(sentence));
  }

  function funnel() {
    section("funnel", "ol").append(...data.funnel.map(step =>
      make("li", "", make("span", "", step.name), bar(["", step.share]),
        make("span", step.change === "0" ? "change none" : "change", step.change), make("span", "left", step.left))));
    if (data.shortages.length > 0) {
      section("funnel", ".wide").append(
        table("numbers", ["Rows with fewer negatives than asked for", "rows"], data.shortages));
    }
  }

  function lines() {
    const parts = data.lines.parts;
    if (parts.length > 0) {
      section("lines", ".shares").append(
        bar(...parts.map(part => [part.name, part.share])),
        make("ul", "", ...parts.map(part =>
          make("li", part.name, part.count + " " + part.name + " (" + part.percent + ")"))));
    }
    section("lines", ".wide").append(table("numbers", null, data.lines.table));
  }

  function passage(text) {
    if (text.length <= 1.5 * EXCERPT) return foreign("p", "", text);
    // Characters, not halves of them.
    const excerpt = Array.from(text.slice(0, 2 * EXCERPT)).slice(0, EXCERPT).join("");
    return make("details", "",
      make("summary", "", foreign("span", "", excerpt + "…")), foreign("p", "", text));
  }

  function example(row, index) {
    const summary = make("summary", "", make("span", "row", row.row), foreign("span", "", row.question));
    const element = make("details", "", summary, make("p", "answer", "Answer: ", foreign("span", "", row.answer)));
    for (const context of row.contexts) {
      const kind = make("p", "kind", make("b", "", context.name));
      if (context.measures) kind.append(" · " + context.measures);
      element.append(make("div", "context " + context.kind, kind, passage(context.text)));
    }
    if (row.shortfall) element.append(make("p", "note", row.shortfall));
    element.open = index === 0;
    return element;
  }

  function examples() {
    if (data.examples.length === 0) return;
    document.getElementById("examples").hidden = false;
    section("examples", ".list").append(...data.examples.map(example));
  }

  // Charts.

  const colour = name => getComputedStyle(document.documentElement).getPropertyValue("--" + name).trim();
  const number = value => value.toLocaleString("en-US");
  const stairs = uPlot.paths.stepped({ align: 1 });
  let drawn = [];

  function axis(label, extra) {
    return {
      label, labelSize: 22, labelFont: "12px system-ui, sans-serif", font: "12px system-ui, sans-serif",
      stroke: colour("soft"), grid: { stroke: colour("grid"), width: 1 },
      ticks: { stroke: colour("line"), width: 1, size: 5 }, ...extra,
    };
  }

  /** A line of stairs; with a fill where it is light enough to see the others through it. */
  function line(label, hue, value, extra) {
    return { label, stroke: colour(hue), width: 2, paths: stairs, points: { show: false }, value, ...extra };
  }

  function chart(id, words, xLabel, xValue, yLabel, series, columns) {
    const place = section(id, ".chart");
    document.getElementById(id).hidden = false;
    const size = () => ({ width: place.clientWidth, height: place.clientWidth < 500 ? 230 : 300 });
    const plot = new uPlot({
      ...size(),
      scales: { x: { time: false }, y: { range: (u, min, max) => [0, max > 0 ? 1.05 * max : 1] } },
      axes: [axis(xLabel, { space: 60, size: 34 }), axis(yLabel, { size: 52, values: (u, ticks) => ticks.map(number) })],
      series: [{ label: xLabel, value: xValue }, ...series],
      cursor: { drag: { x: false, y: false }, y: false },
      padding: [8, 24, 0, 0],
    }, columns, place);
    plot.ctx.canvas.setAttribute("role", "img");
    plot.ctx.canvas.setAttribute("aria-label", words);
    const watch = new ResizeObserver(() => plot.setSize(size()));
    watch.observe(place);
    drawn.push(() => { watch.disconnect(); plot.destroy(); });
  }

  /** The value of an open-ended last stair belongs to no bin. */
  const inBin = (index, bins) => index !== null && index < bins;

  function cosines() {
    const { edges, series } = data.cosines;
    const bins = edges.length - 1;
    const digits = value => value.toFixed(3).replace("-", "−");
    const hues = { background: "all", positive: "positive", hard: "hard", mined: "mined" };
    const percent = (u, value, s, index) => inBin(index, bins) ? value.toFixed(1) + " %" : "";
    chart("cosines",
      "Histograms of the cosine to the anchor; their quantiles are in the table below.",
      "cosine",
      (u, value, s, index) => inBin(index, bins) ? digits(edges[index]) + " to " + digits(edges[index + 1]) : "",
      "% of each kind",
      series.map(kind => line(kind.name, hues[kind.kind] || "ink", percent,
        kind.kind === "background" ? { fill: colour("all") + "30" } : {})),
      [edges, ...series.map(kind => [...kind.percent, 0])]);
  }

  function reuse() {
    const { ranks, uses, even, words } = data.reuse;
    const steps = ranks.length - 1;
    section("reuse", "figcaption").textContent = words;
    chart("reuse", words, "passages, the most used first",
      (u, value, s, index) => inBin(index, steps) ? number(ranks[index] + 1) + " to " + number(ranks[index + 1]) : "",
      "rows",
      [
        line("is a negative of", "mined",
          (u, value, s, index) => inBin(index, steps) ? number(value) + (value === 1 ? " row" : " rows") : "",
          { fill: colour("mined") + "30" }),
        line("if all were used alike", "all", (u, value) => value === null ? "" : value.toFixed(2), { dash: [6, 5] }),
      ],
      [ranks, uses, ranks.map(() => even)]);
  }

  function tokens() {
    const { width, whole, truncated, words } = data.tokens;
    const bins = whole.length;
    const edges = Array.from({ length: bins + 1 }, (_, i) => i * width);
    const count = (u, value, s, index) => inBin(index, bins) ? number(value) : "";
    section("tokens", "figcaption").textContent = words;
    const shown = [line("read whole", "mined", count, { fill: colour("mined") + "30" })];
    const columns = [edges, [...whole, 0]];
    if (truncated.some(n => n > 0)) {
      shown.push(line("truncated", "hard", count, { fill: colour("hard") + "30" }));
      columns.push([...truncated, 0]);
    }
    chart("tokens", words, "tokens",
      (u, value, s, index) => inBin(index, bins)
        ? width === 1 ? number(edges[index]) : number(edges[index]) + " to " + number(edges[index + 1] - 1) : "",
      "passages", shown, columns);
  }

  function charts() {
    for (const remove of drawn) remove();
    drawn = [];
    if (data.cosines) cosines();
    reuse();
    if (data.tokens) tokens();
  }

  header();
  figures();
  advice();
  notes();
  if (data.cosines) {
    section("cosines", ".wide").append(
      table("numbers quantiles", ["quantile", "5 %", "25 %", "50 %", "75 %", "95 %", "count"], data.cosines.table));
  }
  funnel();
  lines();
  examples();
  section("settings", ".wide").append(table("pairs", null, data.settings));
  section("costs", ".wide").append(table("numbers", null, data.costs));
  charts();
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", charts);
})();
