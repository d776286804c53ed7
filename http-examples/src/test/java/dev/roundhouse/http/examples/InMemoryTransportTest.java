package dev.roundhouse.http.examples;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.message.Response;
import dev.roundhouse.http.message.Status;
import dev.roundhouse.http.server.HttpServer;
import dev.roundhouse.http.testing.ClientChannel;
import dev.roundhouse.http.testing.RawClient;
import dev.roundhouse.http.testing.contract.BackPressureContract;
import dev.roundhouse.http.testing.contract.ConnectionLimitContract;
import dev.roundhouse.http.testing.contract.ContentContract;
import dev.roundhouse.http.testing.contract.FailureContract;
import dev.roundhouse.http.testing.contract.FairnessContract;
import dev.roundhouse.http.testing.contract.HandlerContract;
import dev.roundhouse.http.testing.contract.InputDuringOutputContract;
import dev.roundhouse.http.testing.contract.LaterReplyContract;
import dev.roundhouse.http.testing.contract.LaterReplyEndContract;
import dev.roundhouse.http.testing.contract.ShutdownContract;
import dev.roundhouse.http.testing.contract.TimeoutContract;
import dev.roundhouse.http.testing.contract.TransportContract;
import dev.roundhouse.http.testing.contract.TransportUnderTest;
import dev.roundhouse.http.testing.contract.UnfinishedReplyContract;
import dev.roundhouse.http.testing.contract.WaitingStreamContract;
import dev.roundhouse.http.testing.contract.WaitingUploadContract;
import dev.roundhouse.http.testing.contract.WakeUpContract;
import dev.roundhouse.http.transport.Transport;
import java.io.IOException;
import java.net.SocketAddress;
import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The transport in memory fulfils the contract of transports. */
@Tag("java-independent")
class InMemoryTransportTest {
    interface InMemoryUnderTest extends TransportUnderTest {
        @Override
        default Transport transport() {
            return new InMemoryTransport();
        }

        @Override
        default SocketAddress freeAddress() {
            return new InMemoryAddress(UUID.randomUUID().toString());
        }

        @Override
        default ClientChannel connect(SocketAddress server, int receiveBufferBytes) throws IOException {
            return InMemoryTransport.connect(server);
        }
    }

    @Nested
    class InMemoryConnections extends TransportContract implements InMemoryUnderTest {
        @Override
        protected boolean canStopAcceptingWhileHandlersRun() {
            return true;
        }
    }

    @Nested
    class InMemoryShutdown extends ShutdownContract implements InMemoryUnderTest {}

    @Nested
    class InMemoryTimeouts extends TimeoutContract implements InMemoryUnderTest {}

    @Nested
    class InMemoryContent extends ContentContract implements InMemoryUnderTest {}

    @Nested
    class InMemoryFailures extends FailureContract implements InMemoryUnderTest {}

    @Nested
    class InMemoryBackPressure extends BackPressureContract implements InMemoryUnderTest {}

    @Nested
    class InMemoryInputDuringOutput extends InputDuringOutputContract implements InMemoryUnderTest {}

    @Nested
    class InMemoryFairness extends FairnessContract implements InMemoryUnderTest {}

    @Nested
    class InMemoryConnectionLimits extends ConnectionLimitContract implements InMemoryUnderTest {}

    @Nested
    class InMemoryHandlers extends HandlerContract implements InMemoryUnderTest {}

    @Nested
    class InMemoryLaterReplies extends LaterReplyContract implements InMemoryUnderTest {}

    @Nested
    class InMemoryLaterReplyEnds extends LaterReplyEndContract implements InMemoryUnderTest {
        @Override
        protected boolean canDetectDisconnectWhileReplyIsPending() {
            return true;
        }
    }

    @Nested
    class InMemoryWaitingStreams extends WaitingStreamContract implements InMemoryUnderTest {}

    @Nested
    class InMemoryWaitingUploads extends WaitingUploadContract implements InMemoryUnderTest {}

    @Nested
    class InMemoryWakeUps extends WakeUpContract implements InMemoryUnderTest {}

    @Nested
    class InMemoryUnfinishedReplies extends UnfinishedReplyContract implements InMemoryUnderTest {}

    @Test
    void server_of_a_program_runs_on_the_transport() throws IOException {
        SocketAddress address = new InMemoryAddress("shop");
        try (HttpServer server = HttpServer.builder()
                        .transport(new InMemoryTransport())
                        .address(address)
                        .handler(request -> Response.plain(Status.OK, "Hello"))
                        .start();
                RawClient client = new RawClient(InMemoryTransport.connect(server.address()))) {
            client.send("GET / HTTP/1.1\r\nHost: shop\r\n\r\n");
            assertTrue(client.readResponse().endsWith("\r\n\r\nHello\n"));
        }
    }
}
