package dev.roundhouse.http.message;

/**
 * The head of a response as a client received it, with all headers.
 *
 * @param version as the server sent it
 * @param status the code and the reason phrase
 * @param headers as they were received
 */
public record ResponseHead(Version version, Status status, Headers headers) {}
