/**
 * The contract of a transport, and what all transports share.
 *
 * <p>A {@link dev.roundhouse.http.transport.Transport} is an I/O model. {@link dev.roundhouse.http.transport.Pump} moves bytes
 * between a {@link dev.roundhouse.http.transport.Wire} and a {@link dev.roundhouse.http.connection.Connection} until it has to
 * wait, and returns the event that it waits for. An event loop registers that event with its selector; a thread per connection
 * calls the pump again, because its wire blocks.
 *
 * <h2>How to add a transport</h2>
 *
 * <ol>
 *   <li>Write a module that depends on {@code http-transport}, with a public class that implements {@code Transport} and has a
 *       public constructor without parameters. The contract is in the class comment of {@code Transport}.
 *   <li>Register it: {@code provides dev.roundhouse.http.transport.Transport with ...} in {@code module-info.java}, and the
 *       class name in {@code META-INF/services/dev.roundhouse.http.transport.Transport} for the class path.
 *   <li>In {@code start}, bind the socket and accept connections through a {@code ConnectionLimiter}. Make a
 *       {@code Connection} with the factory of the {@code Service}, a {@code Wire} for the socket and a {@code Pump} for the
 *       two; run the pump whenever the event it waits for occurs, it is woken, or its deadline has passed.
 *   <li>Extend each suite of {@code dev.roundhouse.http.testing.contract} by a class that returns the transport, and run
 *       them on every supported Java.
 *   <li>Put the jar on the class path of the application. {@code --transport} accepts the name, and {@code --help} lists it.
 * </ol>
 */
package dev.roundhouse.http.transport;
