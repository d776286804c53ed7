package dev.roundhouse.http.app.architecture.violations.transport.blocking;

import dev.roundhouse.http.h2.frame.FrameWriter;

/** Violates: transports use connections of any version. */
final class DependsOnHttp2Frames {
    byte[] settings() {
        return FrameWriter.settings();
    }
}
