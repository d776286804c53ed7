package dev.roundhouse.http.app.h2spec;

import java.util.Optional;

/**
 * A case of h2spec and its result.
 *
 * @param name its section and number, which h2spec takes as an argument, and its title
 * @param failure what h2spec expected and what it received; empty if the case passed
 */
record H2specCase(String name, Optional<String> failure) {}
