package dev.roundhouse.http.conformance.tls;

import dev.roundhouse.http.conformance.SocketConnector;
import dev.roundhouse.http.conformance.contract.ScenarioContract;
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
import dev.roundhouse.http.testing.contract.UnfinishedReplyContract;
import dev.roundhouse.http.testing.contract.WaitingStreamContract;
import dev.roundhouse.http.testing.contract.WaitingUploadContract;
import dev.roundhouse.http.testing.contract.WakeUpContract;
import dev.roundhouse.http.transport.Transport;
import dev.roundhouse.http.transport.nio.NioTransport;
import java.net.SocketAddress;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.condition.EnabledIf;

/** The contract of transports, with TLS on both sides. */
@EnabledIf("dev.roundhouse.http.conformance.tls.TlsContractRuns#onNio")
class NioOverTlsTest {
    private interface NioTls extends TlsUnderTest {
        @Override
        default Transport plainTransport() {
            return new NioTransport();
        }
    }

    @Nested
    @EnabledIf("dev.roundhouse.http.conformance.tls.TlsContractRuns#all")
    class NioTlsBackPressure extends BackPressureContract implements NioTls {}

    @Nested
    @EnabledIf("dev.roundhouse.http.conformance.tls.TlsContractRuns#all")
    class NioTlsConnectionLimit extends ConnectionLimitContract implements NioTls {}

    @Nested
    class NioTlsContent extends ContentContract implements NioTls {}

    @Nested
    class NioTlsTransport extends TransportContract implements NioTls {
        @Override
        protected boolean canStopAcceptingWhileHandlersRun() {
            return false;
        }
    }

    @Nested
    class NioTlsFailure extends FailureContract implements NioTls {}

    @Nested
    @EnabledIf("dev.roundhouse.http.conformance.tls.TlsContractRuns#all")
    class NioTlsFairness extends FairnessContract implements NioTls {}

    @Nested
    class NioTlsHandler extends HandlerContract implements NioTls {}

    @Nested
    @EnabledIf("dev.roundhouse.http.conformance.tls.TlsContractRuns#all")
    class NioTlsInputDuringOutput extends InputDuringOutputContract implements NioTls {}

    @Nested
    @EnabledIf("dev.roundhouse.http.conformance.tls.TlsContractRuns#all")
    class NioTlsLaterReplyEnd extends LaterReplyEndContract implements NioTls {
        @Override
        protected boolean canDetectDisconnectWhileReplyIsPending() {
            return true;
        }
    }

    @Nested
    class NioTlsLaterReply extends LaterReplyContract implements NioTls {}

    @Nested
    @EnabledIf("dev.roundhouse.http.conformance.tls.TlsContractRuns#all")
    class NioTlsShutdown extends ShutdownContract implements NioTls {}

    @Nested
    class NioTlsTimeout extends TimeoutContract implements NioTls {}

    @Nested
    @EnabledIf("dev.roundhouse.http.conformance.tls.TlsContractRuns#all")
    class NioTlsUnfinishedReply extends UnfinishedReplyContract implements NioTls {}

    @Nested
    class NioTlsWaitingStream extends WaitingStreamContract implements NioTls {}

    @Nested
    class NioTlsWaitingUpload extends WaitingUploadContract implements NioTls {}

    @Nested
    @EnabledIf("dev.roundhouse.http.conformance.tls.TlsContractRuns#all")
    class NioTlsWakeUp extends WakeUpContract implements NioTls {}

    @Nested
    class NioTlsScenario extends ScenarioContract implements NioTls {
        @Override
        protected SocketConnector connector(SocketAddress server) {
            return TlsTransport.connector(server);
        }
    }
}
