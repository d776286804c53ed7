package dev.roundhouse.http.connection;

/** Classifies failures of handlers and bodies that must end the thread. */
public final class FatalErrors {
    private FatalErrors() {}

    /**
     * Rethrows a {@link VirtualMachineError}, since the state of shared objects is undefined after it. A
     * {@link StackOverflowError} is not rethrown: the stack has been unwound.
     */
    public static void rethrowIfFatal(Throwable failure) {
        if (failure instanceof VirtualMachineError fatal && !(failure instanceof StackOverflowError)) {
            throw fatal;
        }
    }
}
