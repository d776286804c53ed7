/**
 * Functions from handler to handler: {@link dev.roundhouse.http.server.filter.Filters} has those that many programs need, and
 * {@link dev.roundhouse.http.server.filter.Filter} is the interface of others.
 */
package dev.roundhouse.http.server.filter;
