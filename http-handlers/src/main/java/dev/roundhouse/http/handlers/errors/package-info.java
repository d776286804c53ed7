/** Error and redirect responses: built-in pages, and the custom pages of a site. Internal. */
package dev.roundhouse.http.handlers.errors;
