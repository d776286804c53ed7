package dev.roundhouse.http.app;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Ctrl-C and SIGTERM. The first asks for an end, the second ends at once.
 *
 * <p>The virtual machine's own way, shutdown hooks, would exit with 143 or 130 after the cleanest end, and knows no second
 * signal. The class used instead is supported for want of a better one, but javac warns about each mention of its name: so
 * it is called by reflection, and where it is missing, a hook must do.
 */
final class Signals {
    private static final int EXIT_AFTER_SECOND = 130;

    private Signals() {}

    static void onFirst(Runnable action) {
        AtomicBoolean seen = new AtomicBoolean();
        try {
            handle("INT", action, seen);
            handle("TERM", action, seen);
        } catch (ReflectiveOperationException missing) {
            Runtime.getRuntime().addShutdownHook(new Thread(action, "signal"));
        }
    }

    private static void handle(String name, Runnable action, AtomicBoolean seen) throws ReflectiveOperationException {
        Class<?> signal = Class.forName("sun.misc.Signal");
        Class<?> handler = Class.forName("sun.misc.SignalHandler");
        InvocationHandler invocation = (proxy, method, args) -> {
            if (!method.getName().equals("handle")) {
                return method.invoke(seen, args);
            }
            if (!seen.compareAndSet(false, true)) {
                Runtime.getRuntime().halt(EXIT_AFTER_SECOND);
            }
            action.run();
            return null;
        };
        Object proxy = Proxy.newProxyInstance(Signals.class.getClassLoader(), new Class<?>[] {handler}, invocation);
        signal.getMethod("handle", signal, handler)
                .invoke(null, signal.getConstructor(String.class).newInstance(name), proxy);
    }
}
