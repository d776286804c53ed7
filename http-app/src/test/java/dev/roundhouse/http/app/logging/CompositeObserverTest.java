package dev.roundhouse.http.app.logging;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.roundhouse.http.transport.TransportObserver;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CompositeObserverTest {
    private final List<String> heard = new ArrayList<>();

    private TransportObserver noting(String name) {
        return (TransportObserver) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {TransportObserver.class}, (proxy, method, args) -> {
                    heard.add(name + " " + method.getName());
                    return null;
                });
    }

    /** Also what is added to the interface tomorrow. */
    @Test
    void tell_everything_to_each_in_order() throws IllegalAccessException, InvocationTargetException {
        CompositeObserver compositeObserver = new CompositeObserver(List.of(noting("first"), noting("second")));
        List<String> expected = new ArrayList<>();
        for (Method method : TransportObserver.class.getMethods()) {
            method.invoke(compositeObserver, new Object[method.getParameterCount()]);
            expected.add("first " + method.getName());
            expected.add("second " + method.getName());
        }

        assertEquals(expected, heard);
    }

    /** As a log whose classes cannot be loaded any more: the thread that calls is one that serves. */
    @Test
    void one_that_fails_stops_neither_the_caller_nor_the_others()
            throws IllegalAccessException, InvocationTargetException {
        TransportObserver broken = (TransportObserver) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {TransportObserver.class}, (proxy, method, args) -> {
                    throw new NoClassDefFoundError("Could not initialize class sun.util.calendar.ZoneInfoFile");
                });
        CompositeObserver compositeObserver = new CompositeObserver(List.of(broken, noting("second")));
        for (Method method : TransportObserver.class.getMethods()) {
            method.invoke(compositeObserver, new Object[method.getParameterCount()]);
        }

        assertEquals(TransportObserver.class.getMethods().length, heard.size());
    }
}
