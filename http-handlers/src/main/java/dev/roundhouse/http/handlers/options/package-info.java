/** How files are mapped and served, as immutable values: an application reads them from its configuration. */
package dev.roundhouse.http.handlers.options;
