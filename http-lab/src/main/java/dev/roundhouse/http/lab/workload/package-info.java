/** What the servers are asked, and the files that they are asked for. */
package dev.roundhouse.http.lab.workload;
