package dev.roundhouse.http.cli;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntConsumer;

/**
 * Handles signals. The first Ctrl-C or SIGTERM requests a shutdown, the second one exits at once. Every other signal that would
 * terminate the process, and that a JVM can handle, requests a shutdown too. SIGHUP reopens the log.
 *
 * <p>Shutdown hooks would exit with 143 or 130 even after a clean shutdown, and do not run at a second signal. {@code
 * sun.misc.Signal} has no replacement, but javac warns about each use of it: so it is called by reflection. If it is missing, a
 * shutdown hook is used.
 */
public final class ShutdownSignals {
    private static final int EXIT_SECOND_SIGNAL = 130;

    /**
     * Signals that terminate the process unless they are handled. Not included: signals of program errors (ILL, TRAP, BUS, FPE,
     * SEGV), and those that the JVM uses or ignores (QUIT, USR2, PIPE, XFSZ).
     */
    private static final List<String> DEADLY =
            List.of("USR1", "ALRM", "VTALRM", "PROF", "STKFLT", "POLL", "PWR", "XCPU", "SYS", "ABRT");

    private ShutdownSignals() {}

    /**
     * Sets the action for the first signal that requests a shutdown. Signals other than Ctrl-C and SIGTERM may run it again.
     *
     * @param action starts the shutdown, and returns
     * @param halt exits at once with this exit code, at the second Ctrl-C or SIGTERM
     */
    public static void onFirstSignal(Runnable action, IntConsumer halt) {
        AtomicBoolean snapshot = new AtomicBoolean();
        Runnable insistently = () -> {
            if (!snapshot.compareAndSet(false, true)) {
                halt.accept(EXIT_SECOND_SIGNAL);
            }
            action.run();
        };
        try {
            handle("INT", insistently);
            handle("TERM", insistently);
        } catch (ReflectiveOperationException missing) {
            Runtime.getRuntime().addShutdownHook(new Thread(action, "shutdown-signal"));
            return;
        }
        DEADLY.forEach(name -> handleUnlessInUse(name, action));
    }

    /** Sets the action for SIGHUP. Has no effect if the program was started by {@code nohup}, which ignores the signal. */
    public static void onHangup(Runnable action) {
        try {
            handle("HUP", action);
        } catch (ReflectiveOperationException missing) {
            // Then a SIGHUP ends the program, with the shutdown hook.
        }
    }

    /** Sets a handler unless the signal is used by a profiler, ignored by the parent process, or missing on this system. */
    private static void handleUnlessInUse(String name, Runnable action) {
        try {
            Object before = handle(name, action);
            if (!before.equals(handlerType().getField("SIG_DFL").get(null))) {
                handleBy(name, before);
            }
        } catch (ReflectiveOperationException unknown) {
            // The signal does not exist here, or another component handles it.
        }
    }

    private static Class<?> handlerType() throws ClassNotFoundException {
        return Class.forName("sun.misc.SignalHandler");
    }

    /** Sets a handler and returns the previous one. */
    private static Object handle(String name, Runnable action) throws ReflectiveOperationException {
        InvocationHandler invocation = (proxy, method, args) -> {
            if (!method.getName().equals("handle")) {
                return method.invoke(action, args);
            }
            action.run();
            return null;
        };
        return handleBy(
                name,
                Proxy.newProxyInstance(
                        ShutdownSignals.class.getClassLoader(), new Class<?>[] {handlerType()}, invocation));
    }

    /** @throws InvocationTargetException if the signal does not exist or is reserved by the JVM */
    private static Object handleBy(String name, Object handler) throws ReflectiveOperationException {
        Class<?> signal = Class.forName("sun.misc.Signal");
        return signal.getMethod("handle", signal, handlerType())
                .invoke(null, signal.getConstructor(String.class).newInstance(name), handler);
    }
}
