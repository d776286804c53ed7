/** Response headers that depend on the path of a file: media types, Cache-Control, CORS, and configured headers. */
package dev.roundhouse.http.handlers.headers;
