/** The log: levels, layout, and what is logged of connections and requests. */
package dev.roundhouse.http.app.logging;
