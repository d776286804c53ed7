package dev.roundhouse.http.app.architecture.violations.h2.server;

import dev.roundhouse.http.h1.Http1Limits;

/** Violates: HTTP/2 does not depend on HTTP/1. */
final class DependsOnHttp1 {
    int lineBytes() {
        return Http1Limits.DEFAULT.requestLineBytes();
    }
}
