package dev.roundhouse.http.transport;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The virtual threads of Java 21 and later, for code that is compiled for an older Java. */
public final class VirtualThreads {
    /** The first version of Java that has virtual threads. */
    public static final int MIN_JAVA = 21;

    private VirtualThreads() {}

    /** Whether this Java has virtual threads. */
    public static boolean isSupported() {
        return Runtime.version().feature() >= MIN_JAVA;
    }

    /**
     * Returns an executor that runs each task in a virtual thread of its own.
     *
     * @throws UnsupportedOperationException on an older Java
     */
    public static ExecutorService newExecutor() {
        // Compiled for Java 17, which does not have this method.
        MethodType noArguments = MethodType.methodType(ExecutorService.class);
        try {
            MethodHandle method = MethodHandles.publicLookup()
                    .findStatic(Executors.class, "newVirtualThreadPerTaskExecutor", noArguments);
            return (ExecutorService) method.invoke();
        } catch (Throwable missing) {
            throw new UnsupportedOperationException("virtual threads require Java " + MIN_JAVA + " or later", missing);
        }
    }
}
