/** Logs failures that can recur with every request, and limits how often. */
package dev.roundhouse.http.handlers.logging;
