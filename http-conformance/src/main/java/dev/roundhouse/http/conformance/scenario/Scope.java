package dev.roundhouse.http.conformance.scenario;

import dev.roundhouse.http.conformance.site.ReferenceSite;

/** The servers that a scenario applies to. */
public enum Scope {
    /** Only the protocol engine: the scenario advances the clock or sets limits. */
    ENGINE,
    /** Any transport with the {@link ReferenceSite}. */
    REFERENCE_SITE,
    /** Any transport with a site of files that the scenario configures. */
    FILE_SITE,
    /** Any server with a file at a known path. */
    ANY_SERVER
}
