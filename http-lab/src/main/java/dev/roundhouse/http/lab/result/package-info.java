/** What a run of the lab found, as values: written as JSON and CSV, read by the report and by the next run. */
package dev.roundhouse.http.lab.result;
