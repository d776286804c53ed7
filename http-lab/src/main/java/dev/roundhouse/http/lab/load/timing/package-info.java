/** The time of the load generator: its clock, its CPU time, and the end of the warm-up. */
package dev.roundhouse.http.lab.load.timing;
