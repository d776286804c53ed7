#!/usr/bin/env python3
"""Draws the CPU time per request of several servers as a bar chart (SVG), from the JSON result of compare.py.

    python3 benchmarks/compare.py --json result.json
    python3 benchmarks/chart.py result.json -o chart.svg
    python3 benchmarks/chart.py --write      draws docs/images/cpu-per-request.svg from docs/performance/comparison.json

A bar is the median of the rounds, relative to the base server; the line over it reaches from the minimum to the maximum.
The chart has colors for light and dark pages, chosen by the browser, on a background of its own: a page can have other colors
than its browser prefers.
"""
import argparse
import json
import pathlib
import sys
from xml.sax.saxutils import escape

HERE = pathlib.Path(__file__).resolve().parent
STORED = HERE.parent / "docs" / "performance" / "comparison.json"
CHART = HERE.parent / "docs" / "images" / "cpu-per-request.svg"
WORKLOADS = {"1k": "file of 1 KiB", "16k": "file of 16 KiB", "304": "304 Not Modified", "many": "10,000 files", "1k-c1000": "1 KiB, 1,000 clients"}
SERVERS = ["nio-25", "virtual-25", "blocking-25", "nginx", "h2o", "lighttpd", "jetty", "netty", "caddy"]
LABELS = {"nio-25": "Roundhouse, nio", "virtual-25": "Roundhouse, virtual", "blocking-25": "Roundhouse, blocking"}
WIDTH, LABEL, BAR, GAP, LIMIT = 860, 170, 14, 18, 3.0
STYLE = """
.paper { fill: #ffffff }
text { font: 12px system-ui, sans-serif; fill: #24292f }
.title { font-weight: 600; font-size: 13px }
.value { font-size: 11px; paint-order: stroke; stroke: #ffffff; stroke-width: 3px }
.own { fill: #2f7d62 }
.other { fill: #9aa4ae }
.base { fill: #c77f3a }
.range { stroke: #24292f; stroke-width: 1 }
.axis { stroke: #d0d7de; stroke-width: 1 }
@media (prefers-color-scheme: dark) {
  .paper { fill: #0d1117 }
  text { fill: #e6edf3 }
  .value { stroke: #0d1117 }
  .own { fill: #4fb08f }
  .other { fill: #6e7781 }
  .base { fill: #d99a5b }
  .range { stroke: #e6edf3 }
  .axis { stroke: #3d444d }
}
"""


def bars(result, workload, servers):
    """The ratio of each server in a workload, in the order of the servers."""
    ratios = {row["server"]: row["cpu_ratio"] for row in result["results"] if row["workload"] == workload}
    return [(server, ratios[server]) for server in servers if server in ratios]


def bar(server, ratio, y, scale, base):
    kind = "base" if server == base else "own" if server in LABELS else "other"
    width = min(ratio["median"], LIMIT) * scale
    low, high = (LABEL + min(ratio[key], LIMIT) * scale for key in ("min", "max"))
    middle = y + BAR / 2
    # A bar beyond the limit is truncated; its number is the full value.
    mark = "" if ratio["median"] <= LIMIT else " \u2192"
    return (f'<text x="{LABEL - 8}" y="{y + 11}" text-anchor="end">{escape(LABELS.get(server, server))}</text>'
            f'<rect class="{kind}" x="{LABEL}" y="{y}" width="{width:.1f}" height="{BAR}" rx="2"/>'
            f'<line class="range" x1="{low:.1f}" x2="{high:.1f}" y1="{middle}" y2="{middle}"/>'
            f'<text class="value" x="{max(high, LABEL + width) + 6:.1f}" y="{y + 11}">{ratio["median"]:.2f}{mark}</text>')


def draw(result, servers, workloads):
    scale = (WIDTH - LABEL - 70) / LIMIT
    parts, y = [], 44
    top = y
    for workload in workloads:
        drawn = bars(result, workload, servers)
        if not drawn:
            continue
        parts.append(f'<text class="title" x="{LABEL}" y="{y + 10}">{escape(WORKLOADS.get(workload, workload))}</text>')
        y += 20
        for server, ratio in drawn:
            parts.append(bar(server, ratio, y, scale, result["base"]))
            y += GAP
        y += 14
    axis = "".join(f'<line class="axis" x1="{LABEL + tick * scale:.1f}" x2="{LABEL + tick * scale:.1f}" y1="{top}" y2="{y - 14}"/>'
                   for tick in (0, 1, 2))
    base = escape(result["base"])
    return (f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {y + 12}" width="{WIDTH}" height="{y + 12}" role="img">\n'
            f'<title>CPU time of the server per request, relative to {base}</title>\n<style>{STYLE}</style>\n'
            f'<rect class="paper" width="{WIDTH}" height="{y + 12}" rx="6"/>\n'
            f'<text class="title" x="8" y="20">CPU time of the server per request, relative to {base} in the same run (less is better)</text>\n'
            f'{axis}\n' + "\n".join(parts) + f'\n<text class="value" x="8" y="{y + 4}">median of the rounds; the line reaches from minimum to maximum</text>\n'
            '</svg>\n')


def main():
    parser = argparse.ArgumentParser(description="Draws CPU time per request from the JSON result of compare.py.")
    parser.add_argument("result", nargs="?", type=pathlib.Path, default=STORED, help=f"default: {STORED.name}")
    parser.add_argument("-s", "--servers", default=",".join(SERVERS), help="comma-separated names, in order")
    parser.add_argument("-w", "--workloads", default=",".join(WORKLOADS), help="comma-separated names, in order")
    parser.add_argument("-o", "--output", type=pathlib.Path, help="default: standard output")
    parser.add_argument("--write", action="store_true", help=f"write the chart of the documentation, {CHART.name}")
    args = parser.parse_args()
    chart = draw(json.loads(args.result.read_text()), args.servers.split(","), args.workloads.split(","))
    output = CHART if args.write else args.output
    if output:
        output.write_text(chart, encoding="utf-8")
    else:
        sys.stdout.reconfigure(encoding="utf-8")
        sys.stdout.write(chart)


if __name__ == "__main__":
    main()
