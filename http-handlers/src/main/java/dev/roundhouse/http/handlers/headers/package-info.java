/** Response headers that depend on the path: media types, Cache-Control, CORS. */
package dev.roundhouse.http.handlers.headers;
