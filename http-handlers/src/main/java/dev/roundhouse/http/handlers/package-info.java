/**
 * From a URI to a file: handlers that answer requests over any transport, since they see none.
 *
 * <p>A {@link dev.roundhouse.http.handlers.files.DocumentRoot} says which files there are, and lets nobody out of it; a
 * {@link dev.roundhouse.http.handlers.FileHandler} answers with them. Without a socket, the engine serves a directory so:
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
 * <p>What it will never do: write to a file, run a program, guess a media type from content, or look at a socket.
 */
package dev.roundhouse.http.handlers;
