package dev.roundhouse.http.cli;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntConsumer;

/**
 * What the program does at signals. The first Ctrl-C or SIGTERM asks for an end, the second ends at once. Every other signal that
 * would kill the process, and that a JVM can catch, asks for the same end. SIGHUP is for the log.
 *
 * <p>The virtual machine's own way, shutdown hooks, would exit with 143 or 130 after the cleanest end, and knows no second
 * signal. The class used instead is supported for want of a better one, but javac warns about each mention of its name: so
 * it is called by reflection, and where it is missing, a hook must do.
 */
public final class ShutdownSignals {
    private static final int EXIT_SECOND_SIGNAL = 130;

    /**
     * Fatal unless they are handled. Not among them: those by which the processor reports an error of the program itself (ILL, TRAP,
     * BUS, FPE, SEGV), and those that the JVM has a use for or ignores (QUIT, USR2, PIPE, XFSZ).
     */
    private static final List<String> DEADLY =
            List.of("USR1", "ALRM", "VTALRM", "PROF", "STKFLT", "POLL", "PWR", "XCPU", "SYS", "ABRT");

    private ShutdownSignals() {}

    /**
     * Sets the action for the first signal that asks for an end. Signals other than Ctrl-C and SIGTERM may run it again.
     *
     * @param action requests the end of the program, and returns
     * @param halt ends the process at once with this exit code, at the second Ctrl-C or SIGTERM
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
        DEADLY.forEach(name -> handleUnlessTaken(name, action));
    }

    /** The action is run at each SIGHUP. Where a program was started by {@code nohup}, there is none. */
    public static void onHangup(Runnable action) {
        try {
            handle("HUP", action);
        } catch (ReflectiveOperationException missing) {
            // Then a hang-up ends the program, by the hook.
        }
    }

    /** A signal may be in use by a profiler, or ignored by the shell; and not every system has each. */
    private static void handleUnlessTaken(String name, Runnable action) {
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

    /** Returns the handler before. */
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

    /** @throws InvocationTargetException among others when the signal is unknown or the JVM's own */
    private static Object handleBy(String name, Object handler) throws ReflectiveOperationException {
        Class<?> signal = Class.forName("sun.misc.Signal");
        return signal.getMethod("handle", signal, handlerType())
                .invoke(null, signal.getConstructor(String.class).newInstance(name), handler);
    }
}
