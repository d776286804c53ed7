/**
 * The report of a run, as one HTML file. {@link dev.roundhouse.http.lab.report.HtmlReport} converts a result to a
 * {@link dev.roundhouse.http.lab.report.view.ReportView}; templates render it as HTML; a script in the page draws the
 * charts from the tables.
 */
package dev.roundhouse.http.lab.report;
