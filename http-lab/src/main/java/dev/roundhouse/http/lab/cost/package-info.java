/** What requests cost a server, from the counters of the system and of the virtual machine. */
package dev.roundhouse.http.lab.cost;
