/** Simple implementations of the same tasks, to compare with. */
package dev.roundhouse.http.benchmarks.baseline;
