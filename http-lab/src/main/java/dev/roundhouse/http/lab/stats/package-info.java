/** Statistics of rounds. Pure functions: randomness is a seed argument. */
package dev.roundhouse.http.lab.stats;
