package dev.roundhouse.http.app.architecture.violations.app.cli;

import dev.roundhouse.http.conformance.Corpus;

/** Violates: the server does not depend on the tools. */
final class DependsOnTool {
    Class<?> tool() {
        return Corpus.class;
    }
}
