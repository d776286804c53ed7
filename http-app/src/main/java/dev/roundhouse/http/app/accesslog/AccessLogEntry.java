package dev.roundhouse.http.app.accesslog;

import dev.roundhouse.http.connection.CompletedExchange;
import java.net.SocketAddress;

/** What is to be logged: who got what. */
record AccessLogEntry(SocketAddress peer, CompletedExchange exchange) {}
