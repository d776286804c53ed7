/**
 * Test scenarios for the requirements of RFC 9110 and RFC 9112 on a server, and their runners.
 *
 * <p>A scenario is a text file: what a client sends, what must be received, and the clause that requires it.
 *
 * <pre>{@code
 * # host/missing              RFC 9112 §3.2 MUST: An HTTP/1.1 request without Host is rejected with 400.
 * # scope: any-server
 * > GET {path} HTTP/1.1
 * >
 * < HTTP/1.1 400
 * <~ (closed)
 * }</pre>
 *
 * <p>{@link dev.roundhouse.http.conformance.Corpus} reads all scenarios; {@link
 * dev.roundhouse.http.conformance.runner.ScenarioRunner} runs one on a {@link
 * dev.roundhouse.http.conformance.runner.TestChannel}: the engine in memory, or a socket.
 *
 * <pre>{@code
 * for (Scenario scenario : Corpus.scenarios()) {
 *     new ScenarioRunner(openChannel(), true).run(scenario);
 * }
 * }</pre>
 */
package dev.roundhouse.http.conformance;
