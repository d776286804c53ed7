package dev.roundhouse.http.app.accesslog;

import dev.roundhouse.http.connection.Served;
import java.net.SocketAddress;

/** What is to be logged: who got what. */
record Entry(SocketAddress peer, Served served) {}
