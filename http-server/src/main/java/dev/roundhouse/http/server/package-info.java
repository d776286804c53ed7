/** The server of a program that embeds it, and its builder. */
package dev.roundhouse.http.server;
