package dev.roundhouse.http.app.architecture.violations.hpack;

import dev.roundhouse.http.message.Headers;

/** Violates: HPACK depends on nothing of HTTP but the names of fields. */
final class DependsOnHeaders {
    int count() {
        return Headers.EMPTY.size();
    }
}
