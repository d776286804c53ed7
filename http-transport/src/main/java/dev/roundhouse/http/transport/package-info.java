/**
 * What every transport shares: the contract, the loop between a socket and the protocol machine, and the verbs of a socket.
 *
 * <p>A transport is a way of waiting. {@link dev.roundhouse.http.transport.Pump} moves bytes between a
 * {@link dev.roundhouse.http.transport.Wire} and a {@link dev.roundhouse.http.connection.Connection} until it has to wait,
 * and says what for; a selector loop registers that, a thread just calls it again, since its wire blocks instead.
 */
package dev.roundhouse.http.transport;
