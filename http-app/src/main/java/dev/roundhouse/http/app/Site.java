package dev.roundhouse.http.app;

import dev.roundhouse.http.message.*;

final class Site {
    static Handler of(ServeOptions options) {
        Response r = Response.plain(Status.OK, "x".repeat(1023));
        return ((Handler) request -> r).limitedTo(Method.GET, Method.HEAD);
    }
}
