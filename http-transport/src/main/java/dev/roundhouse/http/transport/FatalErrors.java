package dev.roundhouse.http.transport;

/** Which failures of a handler or a body a server outlives. */
final class FatalErrors {
    private FatalErrors() {}

    /**
     * Throws on what must end the thread: after it nobody knows in which state the objects are that threads share. A stack
     * that was too deep is not of that kind, since it has been unwound.
     */
    static void rethrowIfFatal(Throwable failure) {
        if (failure instanceof VirtualMachineError fatal && !(failure instanceof StackOverflowError)) {
            throw fatal;
        }
    }
}
