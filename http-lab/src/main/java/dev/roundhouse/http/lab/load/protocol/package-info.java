/** The protocol between the lab and its load generator: load specs and events as lines of JSON. */
package dev.roundhouse.http.lab.load.protocol;
