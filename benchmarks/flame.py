#!/usr/bin/env python3
"""Draws a flame graph (SVG) of a server's CPU time from collapsed stacks, as async-profiler writes them.

    python3 benchmarks/flame.py stacks.txt > flame.svg

A box is a method, as wide as the share of samples in which it was on the stack; the methods that it called are above it. Stacks without the frame given by
--root, such as those of the JVM's startup, its compilers and other threads, are left out.
"""
import argparse
import html
import sys

WIDTH, ROW, LEAST = 1200, 17, 0.3  # pixels, pixels, percent
COLOURS = {"kernel": "#e8a87c", "jvm": "#c9c5b1", "own": "#7fb7a3", "java": "#b5cde0"}


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
        return "own"
    return "java" if "/" in name and "." in name and not name.startswith("/") else "jvm"


def plain(name):
    """Class and method, without package and marks."""
    name = name.removesuffix("_[k]").removesuffix("_[j]").removesuffix("_[i]")
    return name.rsplit("/", 1)[-1] if "/" in name and not name.startswith("/") else name


def read(lines, roots):
    """All stacks, from the first frame that contains one of the roots."""
    root = Frame("all")
    for line in lines:
        stack, _, count = line.rstrip("\n").rpartition(" ")
        frames = stack.split(";")
        start = next((i for i, f in enumerate(frames) if any(root in f for root in roots)), None) if roots else 0
        if start is None:
            continue
        at = root
        at.samples += int(count)
        for frame in frames[start:]:
            at = at.child(frame)
            at.samples += int(count)
    return root


def boxes(frame, x, depth, scale, least):
    yield frame, x, depth
    for child in sorted(frame.children.values(), key=lambda c: c.name):
        if child.samples >= least:
            yield from boxes(child, x, depth + 1, scale, least)
            x += child.samples * scale


def draw(root, title):
    least = root.samples * LEAST / 100
    height = root.depth(least) * ROW + 30
    scale = WIDTH / max(1, root.samples)
    out = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" font-family="sans-serif" font-size="11">',
           f'<rect width="{WIDTH}" height="{height}" fill="#fff"/><text x="6" y="16" font-size="13">{html.escape(title)}</text>']
    for frame, x, depth in boxes(root, 0, 0, scale, least):
        width = frame.samples * scale
        y = height - (depth + 1) * ROW
        label = plain(frame.name)
        shown = label if len(label) * 6.2 < width else label[: max(0, int(width / 6.2) - 1)]
        share = 100 * frame.samples / root.samples
        out.append(f'<g><title>{html.escape(label)}: {share:.1f} %</title>'
                   f'<rect x="{x:.1f}" y="{y}" width="{max(0.5, width - 0.5):.1f}" height="{ROW - 1}" fill="{COLOURS[kind(frame.name)]}"/>'
                   + (f'<text x="{x + 3:.1f}" y="{y + 12}">{html.escape(shown)}</text>' if len(shown) > 2 else "") + "</g>")
    return "\n".join(out + ["</svg>"])


def main():
    parser = argparse.ArgumentParser(description="Draws collapsed stacks as an SVG.")
    parser.add_argument("stacks", help="a file of collapsed stacks")
    parser.add_argument("--root", action="append", default=[], help="draw each stack from the first frame that contains this text; repeatable")
    parser.add_argument("--title", default="", help="the title of the picture")
    args = parser.parse_args()
    with open(args.stacks) as lines:
        root = read(lines, args.root)
    if not root.samples:
        raise SystemExit(f"no stack in {args.stacks} contains {' or '.join(args.root) or 'anything'}")
    sys.stdout.write(draw(root, args.title) + "\n")


if __name__ == "__main__":
    main()
