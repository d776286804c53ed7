/** Results of a run as values: written as JSON and CSV, read by the report and by later comparisons. */
package dev.roundhouse.http.lab.result;
