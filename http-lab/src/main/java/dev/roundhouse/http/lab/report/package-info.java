/**
 * The report of a run, as one HTML file. {@link dev.roundhouse.http.lab.report.HtmlReport} turns a result into the values that
 * {@link dev.roundhouse.http.lab.report.view.ReportView} names; the templates beside it turn these into HTML; a script in the
 * page draws the charts from the tables.
 */
package dev.roundhouse.http.lab.report;
