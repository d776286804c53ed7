/** Directory listings in HTML and JSON. */
package dev.roundhouse.http.handlers.listing;
