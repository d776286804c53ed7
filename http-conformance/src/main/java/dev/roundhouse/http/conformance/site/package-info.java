/** The site that scenarios are run against. */
package dev.roundhouse.http.conformance.site;
