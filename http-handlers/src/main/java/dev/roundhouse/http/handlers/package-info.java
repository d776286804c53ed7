/**
 * Handlers that serve files over any transport: {@link dev.roundhouse.http.handlers.SiteHandler} for a site,
 * {@link dev.roundhouse.http.handlers.FileHandler} for one directory.
 *
 * <p>A {@link dev.roundhouse.http.handlers.files.DocumentRoot} finds the files of a directory, and none outside it; a
 * {@link dev.roundhouse.http.handlers.FileHandler} serves them. Without a socket, the protocol engine serves a directory so:
 *
 * <pre>{@code
 * Handler files = new FileHandler(new DocumentRoot(Path.of("site")));
 * ServerFields stamp = new ServerFields(() -> System.currentTimeMillis() / 1000, "");
 * Connection connection = new Http1Connection(Http1Limits.DEFAULT, Timeouts.DEFAULT, stamp, System.nanoTime());
 *
 * connection.receive(ByteBuffer.wrap(bytesFromClient), System.nanoTime());
 * Exchange exchange = connection.nextExchange(System.nanoTime()).orElseThrow();
 * exchange.reply(files.handle(exchange.request()).await(), System.nanoTime());
 * // connection.output() now shows what is to be sent; a transport does all of this in a loop.
 * }</pre>
 *
 * <p>Or without the engine: {@code files.handle(Request.get("example", "/a.txt"))} is a response; close its body.
 *
 * <p>Out of scope: writing to files, running programs, guessing media types from content, sockets.
 */
package dev.roundhouse.http.handlers;
