package dev.roundhouse.http.app.settings;

import dev.roundhouse.http.app.site.SiteConfig;

/**
 * What was asked for, by theme.
 *
 * @param site what is served
 * @param listen where and how to listen
 * @param limits how much a peer may ask for
 * @param timeouts how long a peer may take
 * @param logs what is written down
 */
public record ServeOptions(
        SiteConfig site, ListenOptions listen, LimitOptions limits, TimeoutOptions timeouts, LogOptions logs) {}
