/** A run of the lab: the order of the measurements and their recorders. */
package dev.roundhouse.http.lab.run;
