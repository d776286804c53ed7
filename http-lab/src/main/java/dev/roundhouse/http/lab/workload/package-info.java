/** The workloads: requests, their correct responses, and the files that are requested. */
package dev.roundhouse.http.lab.workload;
