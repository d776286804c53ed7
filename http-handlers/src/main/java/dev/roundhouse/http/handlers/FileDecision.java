package dev.roundhouse.http.handlers;

import dev.roundhouse.http.handlers.Asked.Named;
import dev.roundhouse.http.handlers.Resource.Directory;
import dev.roundhouse.http.handlers.Resource.Found;

/** What is to be answered. Made from facts alone, so it can be looked at without a file or a connection. */
sealed interface FileDecision {
    /** Nothing to see. */
    FileDecision NOT_FOUND = new NotFound();

    /**
     * This file is the answer.
     *
     * @param name says the media type: the name that was asked for, not that which a link leads to
     */
    record Send(Found file, String name) implements FileDecision {}

    /** The same resource under its one true name. RFC 9110 §15.4.2 */
    record Redirect(String location) implements FileDecision {}

    /** RFC 9110 §15.5.5 */
    record NotFound() implements FileDecision {}

    /**
     * Decides. A resource is served under one path only, and other spellings of it ({@code //}, dot segments, a directory
     * without its slash) are redirected there: otherwise relative links in the page would mean something else under each.
     * What is not there is not redirected, and a file is no directory: with a slash behind it, it is not found.
     */
    static FileDecision of(Named asked, Resource resource) {
        if (resource instanceof Found file) {
            return ofFile(asked, file);
        }
        return resource instanceof Directory directory ? ofDirectory(asked, directory) : NOT_FOUND;
    }

    private static FileDecision ofFile(Named asked, Found file) {
        if (asked.path().endsWithSlash()) {
            return NOT_FOUND;
        }
        return asked.canonical() ? new Send(file, asked.name()) : new Redirect(asked.location());
    }

    private static FileDecision ofDirectory(Named asked, Directory directory) {
        if (!asked.path().endsWithSlash() || !asked.canonical()) {
            return new Redirect(asked.asDirectory().location());
        }
        return directory
                .index()
                .<FileDecision>map(index -> new Send(index, DocumentRoot.INDEX))
                .orElse(NOT_FOUND);
    }
}
