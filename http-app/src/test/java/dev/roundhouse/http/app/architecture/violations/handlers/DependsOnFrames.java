package dev.roundhouse.http.app.architecture.violations.handlers;

import dev.roundhouse.http.h2.frame.FrameType;

/** Violates: handlers do not depend on a version of HTTP. */
final class DependsOnFrames {
    boolean isData(FrameType type) {
        return type == FrameType.DATA;
    }
}
