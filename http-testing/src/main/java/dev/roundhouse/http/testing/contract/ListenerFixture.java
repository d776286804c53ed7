package dev.roundhouse.http.testing.contract;

import dev.roundhouse.http.message.Body;
import dev.roundhouse.http.message.Handler;
import dev.roundhouse.http.message.Headers;
import dev.roundhouse.http.message.Request;
import dev.roundhouse.http.message.Response;
import dev.roundhouse.http.message.Status;
import dev.roundhouse.http.testing.contract.fixture.CloseCountingContent;
import dev.roundhouse.http.transport.Listener;
import dev.roundhouse.http.transport.Service;
import dev.roundhouse.http.transport.Transport;
import dev.roundhouse.http.transport.TransportSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Starts the transport under test, and closes its listeners after each test. */
@ExtendWith(CheckedService.class)
abstract class ListenerFixture {
    static final int LARGE = 10 << 20;

    @TempDir
    Path directory;

    private final List<Listener> listeners = new ArrayList<>();

    /** The transport under test. */
    protected abstract Transport transport();

    @AfterEach
    void closeAll() {
        listeners.forEach(Listener::close);
    }

    final Listener start(Handler handler) throws IOException {
        return start(CheckedService.of(handler));
    }

    final Listener start(Service service) throws IOException {
        Listener listener = transport().start(service, settings(0));
        listeners.add(listener);
        return listener;
    }

    static TransportSettings settings(int port) {
        return TransportSettings.at(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
                .withEventLoops(2);
    }

    /** A handler whose response is the path. */
    static Response path(Request request) {
        return Response.plain(Status.OK, request.target().path());
    }

    final Path largeFile() throws IOException {
        byte[] bytes = new byte[LARGE];
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < LARGE; i++) {
            bytes[i] = (byte) random.nextInt();
        }
        return Files.write(directory.resolve("large"), bytes);
    }

    static Response slice(CloseCountingContent content, long length) {
        return new Response(Status.OK, Headers.EMPTY, new Body.Slice(content, 0, length));
    }
}
