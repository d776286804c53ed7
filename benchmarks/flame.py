#!/usr/bin/env python3
"""Draws where a server's CPU time goes: collapsed stacks, as async-profiler writes them, become an SVG.

    python3 benchmarks/flame.py stacks.txt > flame.svg

A box is a method, as wide as the share of samples in which it was on the stack; what it called stands above it. Frames of the
JVM's own start, of compilers and of other threads than those that serve are left out: --root says where a stack begins.
"""
import argparse
import html
import sys

WIDTH, ROW, LEAST = 1200, 17, 0.3  # pixels, pixels, percent
COLOURS = {"kernel": "#e8a87c", "jvm": "#c9c5b1", "ours": "#7fb7a3", "java": "#b5cde0"}


class Frame:
    def __init__(self, name):
        self.name, self.samples, self.children = name, 0, {}

    def child(self, name):
        return self.children.setdefault(name, Frame(name))

    def depth(self, least):
        return 1 + max([c.depth(least) for c in self.children.values() if c.samples >= least], default=0)


def kind(name):
    if name.endswith("_[k]"):
        return "kernel"
    if name.startswith("dev/roundhouse"):
        return "ours"
    return "java" if "/" in name and "." in name and not name.startswith("/") else "jvm"


def plain(name):
    """Class and method, without package and marks."""
    name = name.removesuffix("_[k]").removesuffix("_[j]").removesuffix("_[i]")
    return name.rsplit("/", 1)[-1] if "/" in name and not name.startswith("/") else name


def read(lines, roots):
    """All stacks, from the first frame that contains one of the roots."""
    whole = Frame("all")
    for line in lines:
        stack, _, count = line.rstrip("\n").rpartition(" ")
        frames = stack.split(";")
        start = next((i for i, f in enumerate(frames) if any(root in f for root in roots)), None) if roots else 0
        if start is None:
            continue
        at = whole
        at.samples += int(count)
        for frame in frames[start:]:
            at = at.child(frame)
            at.samples += int(count)
    return whole


def boxes(frame, x, depth, scale, least):
    yield frame, x, depth
    for child in sorted(frame.children.values(), key=lambda c: c.name):
        if child.samples >= least:
            yield from boxes(child, x, depth + 1, scale, least)
            x += child.samples * scale


def draw(whole, title):
    least = whole.samples * LEAST / 100
    height = whole.depth(least) * ROW + 30
    scale = WIDTH / max(1, whole.samples)
    out = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" font-family="sans-serif" font-size="11">',
           f'<rect width="{WIDTH}" height="{height}" fill="#fff"/><text x="6" y="16" font-size="13">{html.escape(title)}</text>']
    for frame, x, depth in boxes(whole, 0, 0, scale, least):
        width = frame.samples * scale
        y = height - (depth + 1) * ROW
        label = plain(frame.name)
        shown = label if len(label) * 6.2 < width else label[: max(0, int(width / 6.2) - 1)]
        share = 100 * frame.samples / whole.samples
        out.append(f'<g><title>{html.escape(label)}: {share:.1f} %</title>'
                   f'<rect x="{x:.1f}" y="{y}" width="{max(0.5, width - 0.5):.1f}" height="{ROW - 1}" fill="{COLOURS[kind(frame.name)]}"/>'
                   + (f'<text x="{x + 3:.1f}" y="{y + 12}">{html.escape(shown)}</text>' if len(shown) > 2 else "") + "</g>")
    return "\n".join(out + ["</svg>"])


def main():
    parser = argparse.ArgumentParser(description="Draws collapsed stacks as an SVG.")
    parser.add_argument("stacks", help="a file of collapsed stacks")
    parser.add_argument("--root", action="append", default=[], help="a stack begins where a frame contains this")
    parser.add_argument("--title", default="", help="stands above the picture")
    args = parser.parse_args()
    with open(args.stacks) as lines:
        whole = read(lines, args.root)
    if not whole.samples:
        raise SystemExit(f"no stack in {args.stacks} contains {' or '.join(args.root) or 'anything'}")
    sys.stdout.write(draw(whole, args.title) + "\n")


if __name__ == "__main__":
    main()
