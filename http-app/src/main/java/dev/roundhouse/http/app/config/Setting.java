package dev.roundhouse.http.app.config;

import java.util.List;

/**
 * What a source says of one option.
 *
 * @param values as texts; several for an option that may be repeated
 * @param origin where it is said, as people name it
 */
record Setting(List<String> values, String origin) {}
