package dev.roundhouse.http.testing;

import dev.roundhouse.http.message.Handler;
import dev.roundhouse.http.transport.Listener;
import dev.roundhouse.http.transport.Service;
import dev.roundhouse.http.transport.Transport;
import dev.roundhouse.http.transport.TransportRegistry;
import dev.roundhouse.http.transport.TransportSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Starts a server on a free port for a test class, and closes it after its last test. In a field that is not static, it starts
 * a server for each test.
 *
 * <pre>{@code
 * class GreetingTest {
 *     @RegisterExtension
 *     static final ServerExtension SERVER = ServerExtension.of(new Greeting(), "blocking");
 *
 *     @Test
 *     void greets() throws Exception {
 *         URI uri = SERVER.uri("/hello");
 *         ...
 *     }
 *
 *     @Test
 *     void rejects_a_bad_field(RawClient client) throws IOException {
 *         client.send("GET / HTTP/1.1\r\nHost: a\r\nBad Field: x\r\n\r\n");
 *         ...
 *     }
 * }
 * }</pre>
 *
 * <p>Test methods may have parameters of the types {@link URI}, the root of the server; {@link SocketAddress} and {@link
 * InetSocketAddress}, its address; and {@link RawClient}, a new connection, which is closed after the test.
 */
public final class ServerExtension
        implements BeforeAllCallback, AfterAllCallback, BeforeEachCallback, AfterEachCallback, ParameterResolver {
    private static final String DEFAULT_TRANSPORT = "nio";
    private static final Set<Class<?>> PARAMETER_TYPES =
            Set.of(URI.class, SocketAddress.class, InetSocketAddress.class, RawClient.class);

    private final Callable<StartedServer> starter;
    private final List<RawClient> clients = new ArrayList<>();
    private Optional<StartedServer> server = Optional.empty();

    /** Classes and tests that use the server: nested classes begin and end within their outer class. */
    private int users;

    /** A server that has been started. */
    private record StartedServer(SocketAddress address, AutoCloseable owner) {}

    private ServerExtension(Callable<StartedServer> starter) {
        this.starter = starter;
    }

    /** A server for a handler, over the transport {@code nio}. */
    public static ServerExtension of(Handler handler) {
        return of(Service.of(handler), DEFAULT_TRANSPORT);
    }

    /**
     * A server for a handler.
     *
     * @param transport the name of a transport on the class path. If it is not available on this Java, the tests are skipped
     */
    public static ServerExtension of(Handler handler, String transport) {
        return of(Service.of(handler), transport);
    }

    /**
     * A server for a service.
     *
     * @param transport the name of a transport on the class path. If it is not available on this Java, the tests are skipped
     */
    public static ServerExtension of(Service service, String transport) {
        return of(() -> start(service, transport), Listener::address);
    }

    /**
     * Any server.
     *
     * <pre>{@code
     * ServerExtension.of(() -> HttpServer.builder().port(0).handler(handler).start(), HttpServer::address)
     * }</pre>
     *
     * @param start starts it on a free port
     * @param address returns its address
     */
    public static <S extends AutoCloseable> ServerExtension of(
            Callable<S> start, Function<? super S, SocketAddress> address) {
        return new ServerExtension(() -> {
            S started = start.call();
            return new StartedServer(address.apply(started), started);
        });
    }

    private static Listener start(Service service, String name) throws IOException {
        Transport transport = TransportRegistry.installed().get(name);
        transport.unavailableReason().ifPresent(reason -> Assumptions.abort("the transport " + name + " " + reason));
        SocketAddress freePort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        return transport.start(service, TransportSettings.at(freePort));
    }

    /** The address of the server. */
    public SocketAddress address() {
        return server.orElseThrow(() -> new IllegalStateException(
                        "the server runs only during tests; is the field annotated with @RegisterExtension?"))
                .address();
    }

    /**
     * A URI of the server.
     *
     * @param pathAndQuery begins with a slash
     */
    public URI uri(String pathAndQuery) {
        InetSocketAddress inet = (InetSocketAddress) address();
        String host = inet.getAddress().getHostAddress();
        return URI.create(
                "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + inet.getPort() + pathAndQuery);
    }

    /** Connects a client, which is closed after the test. */
    public RawClient connect() throws IOException {
        RawClient client = RawClient.connect(address());
        clients.add(client);
        return client;
    }

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        beginUse();
    }

    @Override
    public void beforeEach(ExtensionContext context) throws Exception {
        beginUse();
    }

    void beginUse() throws Exception {
        if (server.isEmpty()) {
            server = Optional.of(starter.call());
        }
        users++;
    }

    @Override
    public void afterEach(ExtensionContext context) throws Exception {
        for (RawClient client : clients) {
            client.close();
        }
        clients.clear();
        endUse();
    }

    @Override
    public void afterAll(ExtensionContext context) throws Exception {
        endUse();
    }

    void endUse() throws Exception {
        // JUnit calls this also when the server could not be started.
        users = Math.max(0, users - 1);
        if (users == 0 && server.isPresent()) {
            AutoCloseable owner = server.get().owner();
            server = Optional.empty();
            owner.close();
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return PARAMETER_TYPES.contains(parameter.getParameter().getType());
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        try {
            return type == URI.class ? uri("/") : type == RawClient.class ? connect() : address();
        } catch (IOException failed) {
            throw new ParameterResolutionException("cannot connect to " + address(), failed);
        }
    }
}
