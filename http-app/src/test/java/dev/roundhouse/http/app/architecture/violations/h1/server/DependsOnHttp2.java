package dev.roundhouse.http.app.architecture.violations.h1.server;

import dev.roundhouse.http.h2.Http2Limits;

/** Violates: HTTP/1 does not depend on HTTP/2. */
final class DependsOnHttp2 {
    int window() {
        return Http2Limits.DEFAULT.windowBytes();
    }
}
