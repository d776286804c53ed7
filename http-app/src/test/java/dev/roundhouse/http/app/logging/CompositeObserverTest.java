package dev.roundhouse.http.app.logging;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.roundhouse.http.transport.TransportObserver;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CompositeObserverTest {
    private final List<String> calls = new ArrayList<>();

    private TransportObserver noting(String name) {
        return (TransportObserver) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {TransportObserver.class}, (proxy, method, args) -> {
                    calls.add(name + " " + method.getName());
                    return null;
                });
    }

    /** All methods of the interface but the factories, also those added later. */
    private static List<Method> events() {
        return Stream.of(TransportObserver.class.getMethods())
                .filter(method -> !Modifier.isStatic(method.getModifiers()))
                .toList();
    }

    private static Object[] arguments(Method method) {
        return Stream.of(method.getParameterTypes())
                .map(type -> type == int.class ? Integer.valueOf(1) : null)
                .toArray();
    }

    @Test
    void every_observer_receives_every_event_in_order() throws IllegalAccessException, InvocationTargetException {
        CompositeObserver compositeObserver = new CompositeObserver(List.of(noting("first"), noting("second")));
        List<String> expected = new ArrayList<>();
        for (Method method : events()) {
            method.invoke(compositeObserver, arguments(method));
            expected.add("first " + method.getName());
            expected.add("second " + method.getName());
        }

        assertEquals(expected, calls);
    }

    /** Fails like a log whose classes cannot be loaded; the calling thread serves clients. */
    @Test
    void failing_observer_does_not_affect_the_others() throws IllegalAccessException, InvocationTargetException {
        TransportObserver broken = (TransportObserver) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {TransportObserver.class}, (proxy, method, args) -> {
                    throw new NoClassDefFoundError("Could not initialize class sun.util.calendar.ZoneInfoFile");
                });
        CompositeObserver compositeObserver = new CompositeObserver(List.of(broken, noting("second")));
        for (Method method : events()) {
            method.invoke(compositeObserver, arguments(method));
        }

        assertEquals(events().size(), calls.size());
    }
}
