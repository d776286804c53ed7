/**
 * What the parts of the server cost, each beside a simple version of the same, so that the worth of each trick is seen. What
 * needs to see inside the engine stands in the engine's own package.
 */
package dev.roundhouse.http.benchmarks;
