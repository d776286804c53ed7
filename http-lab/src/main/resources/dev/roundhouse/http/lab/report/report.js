/* Draws each chart from the table that stands under it; without this script the tables are the report. */
(() => {
  "use strict";
  const GLYPHS = "●■▲◆▼★✚✖";
  const DASHES = [[], [9, 4], [3, 3], [12, 3, 3, 3], [6, 6], [2, 5], [14, 5], [5, 2, 2, 2]];
  const FONT = '12px system-ui,-apple-system,"Segoe UI",Roboto,"Liberation Sans",sans-serif';
  const css = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const number = (value, digits) => value.toLocaleString("en", {maximumSignificantDigits: digits || 3});
  const scaled = (value, steps) => {
    const step = steps.find(s => Math.abs(value) >= s[0]) || steps[steps.length - 1];
    return number(value / step[0]) + "\u202f" + step[1];
  };
  const UNITS = {
    "ms": v => v === 0 ? "0" : scaled(v, [[1000, "s"], [1, "ms"], [0.001, "µs"]]),
    "/s": v => v === 0 ? "0" : v >= 1e6 ? scaled(v, [[1e6, "M/s"]]) : v >= 1e4 ? scaled(v, [[1000, "k/s"]]) : number(v) + "/s",
    "MB": v => v >= 1000 ? number(v / 1000) + "\u202fGB" : number(v) + "\u202fMB",
    "s": v => v >= 600 ? number(v / 60) + "\u202fmin" : number(v) + "\u202fs",
    "nines": v => number(100 - 100 / v, 9) + "%",
    "": v => number(v, 6)
  };
  const decade = v => Math.abs(Math.log10(v) - Math.round(Math.log10(v))) < 1e-6;

  function read(figure) {
    const names = [...figure.querySelectorAll(".legend .name")].map(e => e.textContent);
    const lines = names.map((name, index) => ({name, index, points: [], out: false}));
    const strays = names.map((name, index) => ({name: name + " (thrown out)", index, points: [], out: true}));
    for (const cell of figure.querySelectorAll("[data-y]")) {
      const at = cell.dataset;
      const point = {x: +at.x, y: +at.y, lo: at.lo ? +at.lo : NaN, hi: at.hi ? +at.hi : NaN, knee: at.knee === "true"};
      (at.out === "true" ? strays : lines)[+at.s].points.push(point);
    }
    return [...lines, ...strays].filter(line => line.points.length)
      .map(line => ({...line, points: line.points.sort((a, b) => a.x - b.x)}));
  }

  function align(lines) {
    const xs = [...new Set(lines.flatMap(line => line.points.map(p => p.x)))].sort((a, b) => a - b);
    return [xs, ...lines.map(line => {
      const at = new Map(line.points.map(p => [p.x, p.y]));
      return xs.map(x => at.has(x) ? at.get(x) : null);
    })];
  }

  function axis(kind, unit, ink, logarithmic) {
    const only = logarithmic ? (u, splits) => splits.map(v => decade(v) || splits.length < 10 ? v : null) : (u, splits) => splits;
    return {
      scale: kind, stroke: ink.soft, font: FONT, size: kind === "y" ? 62 : 32, gap: 6,
      grid: {stroke: ink.grid, width: 1, filter: only}, ticks: {stroke: ink.line, width: 1, size: 5, filter: only},
      space: kind === "x" ? 64 : 34,
      filter: only,
      values: (u, splits) => splits.map(v => v == null ? "" : UNITS[unit](v))
    };
  }

  function mark(ctx, glyph, x, y, colour, hollow, back, ratio) {
    ctx.font = `${13 * ratio}px "DejaVu Sans","Segoe UI Symbol","Apple Symbols",sans-serif`;
    ctx.setLineDash([]);
    ctx.textAlign = "center";
    ctx.textBaseline = "middle";
    ctx.lineWidth = 3 * ratio;
    ctx.lineJoin = "round";
    ctx.strokeStyle = hollow ? colour : back;
    if (hollow) ctx.lineWidth = 1.5 * ratio;
    ctx.fillStyle = hollow ? back : colour;
    ctx.strokeText(glyph, x, y);
    ctx.fillText(glyph, x, y);
  }

  function vertical(ctx, x, from, to, colour, width, dash) {
    ctx.strokeStyle = colour;
    ctx.lineWidth = width;
    ctx.setLineDash(dash);
    ctx.beginPath();
    ctx.moveTo(x, from);
    ctx.lineTo(x, to);
    ctx.stroke();
    ctx.setLineDash([]);
  }

  function marks(u, lines, ink, dense) {
    const ctx = u.ctx, ratio = devicePixelRatio || 1, box = u.bbox;
    ctx.save();
    for (const line of lines) {
      const colour = ink.series[line.index % 8];
      line.points.forEach((p, n) => {
        const x = u.valToPos(p.x, "x", true), y = u.valToPos(p.y, "y", true);
        if (p.knee) vertical(ctx, x, y, box.top + box.height, colour, 1.5 * ratio, [2 * ratio, 3 * ratio]);
        if (p.hi > p.lo) vertical(ctx, x, u.valToPos(Math.max(p.lo, u.scales.y.min), "y", true), u.valToPos(p.hi, "y", true), colour, 2 * ratio, []);
        if (!dense || n % dense === line.index % dense) mark(ctx, GLYPHS[line.index % 8], x, y, colour, line.out, ink.back, ratio);
      });
    }
    ctx.restore();
  }

  const nearest = (u, series, index, at) => {
    const values = u.data[series], xs = u.data[0];
    if (series === 0 || values[index] != null) return index;
    let best = null;
    values.forEach((v, i) => {
      if (v != null && (best == null || Math.abs(u.valToPos(xs[i], "x") - u.valToPos(at, "x")) < Math.abs(u.valToPos(xs[best], "x") - u.valToPos(at, "x")))) best = i;
    });
    return best;
  };

  function tip(lines, units, shared) {
    const box = document.createElement("div");
    box.className = "tip";
    box.hidden = true;
    const row = (left, right, colour) => {
      const div = document.createElement("div"), a = document.createElement("span"), b = document.createElement("span");
      a.textContent = left;
      b.textContent = right;
      if (colour) a.style.color = colour;
      div.append(a, b);
      return div;
    };
    return {
      hooks: {
        init: u => u.over.append(box),
        setCursor: u => {
          const {left, idx, idxs} = u.cursor;
          box.hidden = idx == null || left < 0;
          if (box.hidden) return;
          const rows = lines.map((line, i) => {
            const at = idxs[i + 1];
            if (at == null || u.data[i + 1][at] == null || Math.abs(u.valToPos(u.data[0][at], "x") - left) > 60) return null;
            const where = shared ? "" : " at " + UNITS[units.x](u.data[0][at]);
            return row(GLYPHS[line.index % 8] + " " + line.name + where, UNITS[units.y](u.data[i + 1][at]), css("--s" + line.index % 8));
          }).filter(Boolean);
          box.hidden = !rows.length;
          box.replaceChildren(...(shared ? [row(UNITS[units.x](u.data[0][idx]), "")] : []), ...rows);
          const right = left > u.over.clientWidth / 2;
          box.style.left = right ? "" : left + 12 + "px";
          box.style.right = right ? u.over.clientWidth - left + 12 + "px" : "";
          box.style.top = "4px";
        }
      }
    };
  }

  function scale(figure, kind, lines) {
    const logarithmic = figure.dataset[kind + "Scale"] === "log";
    if (logarithmic) return {time: false, distr: 3, log: 10};
    const range = kind === "y" ? (u, min, max) => [0, max * 1.06 || 1] : (u, min, max) => max > min ? [min - (max - min) * .03, max + (max - min) * .03] : [min - 1, max + 1];
    return {time: false, range};
  }

  function draw(figure) {
    const plot = figure.querySelector(".plot"), lines = read(figure);
    plot.replaceChildren();
    if (!lines.length) return null;
    const units = {x: figure.dataset.xUnit, y: figure.dataset.yUnit};
    const ink = {soft: css("--soft"), grid: css("--grid"), line: css("--line"), back: css("--back"), series: [0, 1, 2, 3, 4, 5, 6, 7].map(i => css("--s" + i))};
    const dense = Math.ceil(Math.max(...lines.map(l => l.points.length)) / 14);
    const log = kind => figure.dataset[kind + "Scale"] === "log";
    const options = {
      width: plot.clientWidth || figure.clientWidth, height: 280, legend: {show: false}, padding: [12, 26, 0, 0],
      scales: {x: scale(figure, "x", lines), y: scale(figure, "y", lines)},
      axes: [axis("x", units.x, ink, log("x")), axis("y", units.y, ink, log("y"))],
      cursor: {drag: {x: false, y: false}, y: false, points: {show: false}, dataIdx: nearest},
      series: [{}, ...lines.map(line => ({
        label: line.name, stroke: ink.series[line.index % 8], width: 2, spanGaps: true, points: {show: false},
        dash: DASHES[line.index % 8], paths: line.out ? () => null : undefined
      }))],
      hooks: {draw: [u => marks(u, lines, ink, dense)]},
      plugins: [tip(lines, units, figure.dataset.shared === "true")]
    };
    return new uPlot(options, align(lines), plot);
  }

  const figures = [...document.querySelectorAll("figure.chart")];
  const drawn = new Map();
  const redraw = () => figures.forEach(figure => {
    if (drawn.get(figure)) drawn.get(figure).destroy();
    const chart = draw(figure);
    drawn.set(figure, chart);
  });
  redraw();
  figures.forEach(figure => {
    if (drawn.get(figure)) figure.querySelector("details").open = false;
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redraw);
  let waiting = 0;
  addEventListener("resize", () => {
    cancelAnimationFrame(waiting);
    waiting = requestAnimationFrame(() => drawn.forEach((chart, figure) => {
      if (chart) chart.setSize({width: figure.querySelector(".plot").clientWidth, height: 280});
    }));
  });
})();
