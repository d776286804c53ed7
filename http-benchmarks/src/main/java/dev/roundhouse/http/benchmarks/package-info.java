/**
 * Benchmarks of the components of the server, each with a simple baseline, to show the effect of each optimization. Benchmarks of
 * package-private classes are in the package of these classes.
 */
package dev.roundhouse.http.benchmarks;
