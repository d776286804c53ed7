package dev.roundhouse.http.h2.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.connection.CloseState;
import dev.roundhouse.http.connection.Connection;
import dev.roundhouse.http.connection.Output;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The choice of the version by the first bytes, and that all calls reach the connection that was chosen. RFC 9113 §3.3, §3.4 */
class NegotiatingConnectionTest {
    private static final String PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
    private static final long NOW = 1_000;

    /** What the connections return: true and large numbers, or false and small ones. */
    private boolean value = true;

    private final RecordedConnection http1 = new RecordedConnection();
    private final RecordedConnection http2 = new RecordedConnection();
    private final NegotiatingConnection connection =
            new NegotiatingConnection(http1.connection, now -> http2.connection);

    /** A connection that records the calls, and the bytes that it receives. */
    private final class RecordedConnection {
        private final List<String> calls = new ArrayList<>();
        private final StringBuilder received = new StringBuilder();
        private final Output output = proxy(Output.class);
        private final Connection connection = proxy(Connection.class);

        private <T> T proxy(Class<T> type) {
            return type.cast(Proxy.newProxyInstance(
                    type.getClassLoader(),
                    new Class<?>[] {type},
                    (self, method, arguments) -> record(method, arguments == null ? new Object[0] : arguments)));
        }

        private Object record(Method method, Object[] arguments) {
            List<Object> values = new ArrayList<>(Arrays.asList(arguments));
            if (method.getName().equals("receive")) {
                ByteBuffer bytes = (ByteBuffer) arguments[0];
                received.append(StandardCharsets.ISO_8859_1.decode(bytes));
                values.set(0, "bytes");
            }
            calls.add(method.getName() + values);
            return result(method.getReturnType());
        }

        private Object result(Class<?> type) {
            if (type == boolean.class) {
                return value;
            }
            if (type == long.class) {
                return value ? NOW + 5 : 5L;
            }
            if (type == int.class) {
                return value ? 7 : 3;
            }
            if (type == Output.class) {
                return output;
            }
            if (type == CloseState.class) {
                return value ? CloseState.HALF_CLOSE : CloseState.OPEN;
            }
            return type == Optional.class ? Optional.empty() : null;
        }
    }

    private void receive(String text) {
        connection.receive(ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1)), NOW);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                PREFACE + "frames",
                PREFACE,
                "GET / HTTP/1.1\r\n\r\n",
                "PRI * HTTP/2.0\r\n\r\nXX",
                "PRI * HTTP/2.0\r\n\r\nSM\r\n\r.",
                "PROPFIND / HTTP/1.1\r\n",
                "\r\n\r\n" + PREFACE
            })
    void first_bytes_in_any_pieces_choose_the_version(String text) {
        for (int piece = 1; piece <= text.length(); piece++) {
            NegotiatingConnectionTest one = new NegotiatingConnectionTest();
            for (int at = 0; at < text.length(); at += piece) {
                one.receive(text.substring(at, Math.min(text.length(), at + piece)));
            }
            boolean isHttp2 = text.startsWith(PREFACE);
            assertEquals(isHttp2 ? text : "", one.http2.received.toString(), "pieces of " + piece);
            assertEquals(isHttp2 ? "" : text, one.http1.received.toString(), "pieces of " + piece);
        }
    }

    @Test
    void a_part_of_the_preface_before_the_end_is_a_request_of_http1() {
        receive("PRI * HT");
        assertEquals("", http1.received.toString());
        connection.receiveEof(NOW);
        assertEquals("PRI * HT", http1.received.toString());
        assertEquals("receiveEof[" + NOW + "]", http1.calls.get(http1.calls.size() - 1));
    }

    @Test
    void a_part_of_the_preface_at_the_deadline_is_a_request_of_http1() {
        value = false;
        receive("PRI");
        connection.handleTimeout(4);
        assertEquals("", http1.received.toString());
        connection.handleTimeout(5);
        assertEquals("PRI", http1.received.toString());
        receive(" x");
        assertEquals("PRI x", http1.received.toString());
        assertEquals(List.of(), http2.calls);
    }

    static Stream<Method> methods() {
        return Stream.of(Connection.class, Output.class)
                .flatMap(type -> Arrays.stream(type.getMethods()))
                .filter(method -> !Modifier.isStatic(method.getModifiers()))
                // It is computed from the others.
                .filter(method -> !method.getName().equals("isSendable"));
    }

    @ParameterizedTest
    @MethodSource("methods")
    void each_call_reaches_the_chosen_connection_and_returns_its_result(Method method) throws Exception {
        for (boolean returned : new boolean[] {true, false}) {
            for (String first : new String[] {"", "GET ", PREFACE}) {
                NegotiatingConnectionTest one = new NegotiatingConnectionTest();
                one.value = returned;
                one.receive(first);
                one.assertPassedOn(method, first.equals(PREFACE) ? one.http2 : one.http1);
            }
        }
    }

    private void assertPassedOn(Method method, RecordedConnection chosen) throws Exception {
        Object[] arguments = Arrays.stream(method.getParameterTypes())
                .map(NegotiatingConnectionTest::argument)
                .toArray();
        boolean isOutput = method.getDeclaringClass() == Output.class;
        chosen.calls.clear();
        Object result = method.invoke(isOutput ? connection.output() : connection, arguments);
        if (method.getReturnType() == Output.class) {
            assertEquals(connection.output(), result, "always the same object");
            return;
        }
        assertEquals(chosen.result(method.getReturnType()), result);
        boolean isReceive = method.getName().equals("receive");
        String expected = method.getName() + (isReceive ? List.of("bytes", NOW) : Arrays.asList(arguments));
        assertTrue(chosen.calls.contains(expected), () -> expected + " is missing in " + chosen.calls);
    }

    private static Object argument(Class<?> type) {
        if (type == long.class) {
            return NOW;
        }
        if (type == ByteBuffer.class) {
            return ByteBuffer.wrap(new byte[] {'x'});
        }
        if (type == ByteBuffer[].class) {
            return new ByteBuffer[1];
        }
        return type == int.class ? (Object) 1 : type == Consumer.class ? (Consumer<Object>) ignored -> {} : null;
    }
}
