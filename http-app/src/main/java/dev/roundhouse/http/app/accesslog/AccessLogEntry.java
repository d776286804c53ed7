package dev.roundhouse.http.app.accesslog;

import dev.roundhouse.http.connection.CompletedExchange;
import java.net.SocketAddress;

/** An entry of the access log: a client and a completed exchange. */
record AccessLogEntry(SocketAddress peer, CompletedExchange exchange) {}
