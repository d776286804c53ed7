/**
 * The parts of a server as one would write them down first: correct, short, without a thought of speed. The benchmarks
 * measure ours against them, and tests see to it that both give the same answers.
 */
package dev.roundhouse.http.benchmarks.simple;
