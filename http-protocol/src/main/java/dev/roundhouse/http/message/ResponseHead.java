package dev.roundhouse.http.message;

/**
 * The head of a response as a client received it, with every field that stood there.
 *
 * @param version as the server said it
 * @param status the code and the reason phrase
 * @param headers as they were received
 */
public record ResponseHead(Version version, Status status, Headers headers) {}
