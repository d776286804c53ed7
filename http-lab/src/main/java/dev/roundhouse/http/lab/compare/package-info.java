/** What changed between two runs. */
package dev.roundhouse.http.lab.compare;
