/** The client side of HTTP/2 connections, without sockets. Start with {@link dev.roundhouse.http.h2.client.Http2ClientConnection}. */
package dev.roundhouse.http.h2.client;
