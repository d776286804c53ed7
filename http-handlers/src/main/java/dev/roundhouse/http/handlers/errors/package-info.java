/** Error responses and error pages. */
package dev.roundhouse.http.handlers.errors;
