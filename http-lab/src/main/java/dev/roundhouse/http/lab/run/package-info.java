/** A run of the lab: who is measured when, and what is made of it. */
package dev.roundhouse.http.lab.run;
