/**
 * Conversations that show, clause by clause, what RFC 9110 and RFC 9112 ask of a server, and what replays them.
 *
 * <p>A conversation is a text file: what a client sends, what must come back, and which clause says so.
 *
 * <pre>{@code
 * # host/missing              RFC 9112 §3.2 MUST: A request of HTTP/1.1 without a Host field is answered 400.
 * # depth: wire
 * > GET {path} HTTP/1.1
 * >
 * < HTTP/1.1 400
 * <~ (closed)
 * }</pre>
 *
 * <p>{@link dev.roundhouse.http.conformance.Corpus} reads them all, {@link dev.roundhouse.http.conformance.runner.ScenarioRunner} holds one
 * on a {@link dev.roundhouse.http.conformance.runner.TestChannel}, whatever that is: an engine, or a socket.
 *
 * <pre>{@code
 * for (Conversation conversation : Corpus.conversations()) {
 *     new Replay(line(), true).hold(conversation);
 * }
 * }</pre>
 */
package dev.roundhouse.http.conformance;
