package dev.roundhouse.http.conformance.scenario;

import dev.roundhouse.http.conformance.site.ReferenceSite;

/** How far from the engine a conversation still makes sense. */
public enum Scope {
    /** The engine alone: time passes by command, or limits are set for the occasion. */
    ENGINE,
    /** Any transport in front of the {@link ReferenceSite}. */
    REFERENCE_SITE,
    /** Any transport in front of a site of files, which is set up as the conversation says. */
    FILE_SITE,
    /** Any server that has a file at some path. */
    ANY_SERVER
}
