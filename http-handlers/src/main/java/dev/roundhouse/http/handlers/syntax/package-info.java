/** The syntax of option values: globs, brace expansion, and the errors for invalid values. */
package dev.roundhouse.http.handlers.syntax;
