/**
 * What handlers receive and send: bodies of requests in memory or in files, parameters of queries and forms, cookies, bodies of
 * responses, redirects, and server-sent events. Nothing here blocks the thread that serves a connection.
 *
 * <ul>
 *   <li>{@link dev.roundhouse.http.server.content.Uploads}, {@link dev.roundhouse.http.server.content.Parameters}, {@link
 *       dev.roundhouse.http.server.content.Cookies}: what comes in
 *   <li>{@link dev.roundhouse.http.server.content.Responses}, {@link dev.roundhouse.http.server.content.Bodies}, {@link
 *       dev.roundhouse.http.server.content.SetCookie}: what goes out
 *   <li>{@link dev.roundhouse.http.server.content.EventStream}: server-sent events
 *   <li>{@link dev.roundhouse.http.server.content.BytePipe}: bytes from one connection to another
 * </ul>
 */
package dev.roundhouse.http.server.content;
