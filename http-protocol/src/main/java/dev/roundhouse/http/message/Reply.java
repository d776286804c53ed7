package dev.roundhouse.http.message;

/** What a handler makes of a request: a {@link Response}, or the wish to see the body first, an {@link Upload}. */
public sealed interface Reply permits Response, Upload {}
