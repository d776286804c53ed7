/** Value types of options: globs and brace expansion. */
package dev.roundhouse.http.handlers.options;
