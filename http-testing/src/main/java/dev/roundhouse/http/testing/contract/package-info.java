/**
 * The contract of a transport as JUnit suites. To test a transport, extend each {@code ...Contract} class by a test class that
 * returns the transport. What differs between transports is a method of the suite to be overridden, for example {@link
 * dev.roundhouse.http.testing.contract.TransportContract#canStopAcceptingWhileHandlersRun}.
 */
package dev.roundhouse.http.testing.contract;
