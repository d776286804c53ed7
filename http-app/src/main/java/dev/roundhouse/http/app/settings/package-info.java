/** The options of {@code serve} that are not about the site: addresses, limits, timeouts and logs. */
package dev.roundhouse.http.app.settings;
