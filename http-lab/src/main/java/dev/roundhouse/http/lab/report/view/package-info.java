/** The values that the templates of the report render. */
package dev.roundhouse.http.lab.report.view;
