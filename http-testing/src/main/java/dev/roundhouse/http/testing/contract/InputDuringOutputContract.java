package dev.roundhouse.http.testing.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.message.Response;
import dev.roundhouse.http.message.Status;
import dev.roundhouse.http.testing.contract.fixture.EndlessConnection;
import dev.roundhouse.http.transport.Listener;
import dev.roundhouse.http.transport.Service;
import dev.roundhouse.http.transport.Transport;
import dev.roundhouse.http.transport.TransportObserver;
import dev.roundhouse.http.transport.TransportSettings;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A transport passes input to a connection that wants it, also while output waits, and to no other connection. */
@ExtendWith(CheckedService.class)
public abstract class InputDuringOutputContract {
    private static final int TIMEOUT_MILLIS = 20_000;

    /** More than the socket buffers of both ends hold, and less than the connection would send. */
    private static final long MAX_AFTER_STOP = EndlessConnection.MAX_BYTES / 2;

    /** For subclasses. */
    protected InputDuringOutputContract() {}

    /** The transport under test. */
    protected abstract Transport transport();

    private Listener start(boolean wantsInputAlways) throws IOException {
        Service service = new Service(
                CheckedService.checked((context, nowNanos) -> new EndlessConnection(wantsInputAlways)),
                request -> Response.of(Status.OK),
                TransportObserver.NONE);
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        return transport().start(service, TransportSettings.at(address).withEventLoops(1));
    }

    private static Socket connect(Listener listener) throws IOException {
        Socket socket = new Socket();
        socket.setSoTimeout(TIMEOUT_MILLIS);
        socket.connect(listener.address());
        socket.getOutputStream().write('x');
        return socket;
    }

    private static long readToEnd(InputStream input) throws IOException {
        byte[] buffer = new byte[64 << 10];
        long total = 0;
        for (int count = input.read(buffer); count >= 0; count = input.read(buffer)) {
            total += count;
        }
        return total;
    }

    @Test
    void input_is_received_while_output_waits() throws IOException {
        try (Listener listener = start(true);
                Socket socket = connect(listener)) {
            socket.getInputStream().readNBytes(1 << 20);
            socket.getOutputStream().write('x');

            long rest = readToEnd(socket.getInputStream());

            assertTrue(rest < MAX_AFTER_STOP, () -> rest + " bytes were sent after the input");
        }
    }

    /** The client stops reading, so that the transport waits for room in the socket when the input arrives. */
    @Test
    void input_is_received_while_the_socket_is_full() throws IOException, InterruptedException {
        try (Listener listener = start(true);
                Socket socket = connect(listener)) {
            socket.getInputStream().readNBytes(1);
            Thread.sleep(200);
            socket.getOutputStream().write('x');
            Thread.sleep(50);

            long rest = readToEnd(socket.getInputStream());

            assertTrue(rest < MAX_AFTER_STOP, () -> rest + " bytes were sent after the input");
        }
    }

    @Test
    void unwanted_input_is_not_received_before_the_output_is_sent() throws IOException {
        try (Listener listener = start(false);
                Socket socket = connect(listener)) {
            socket.getInputStream().readNBytes(1);
            socket.getOutputStream().write('x');

            assertEquals(EndlessConnection.MAX_BYTES - 1, readToEnd(socket.getInputStream()));
        }
    }
}
