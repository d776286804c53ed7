/** Costs of requests on a server, from counters of the kernel and of the JVM. */
package dev.roundhouse.http.lab.cost;
