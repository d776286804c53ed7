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
import dev.roundhouse.http.transport.blocking.BlockingTransport;
import java.net.SocketAddress;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.condition.EnabledIf;

/** The contract of transports, with TLS on both sides. */
@EnabledIf("dev.roundhouse.http.conformance.tls.TlsContractRuns#onBlocking")
class BlockingOverTlsTest {
    private interface BlockingTls extends TlsUnderTest {
        @Override
        default Transport plainTransport() {
            return new BlockingTransport();
        }
    }

    @Nested
    @EnabledIf("dev.roundhouse.http.conformance.tls.TlsContractRuns#all")
    class BlockingTlsBackPressure extends BackPressureContract implements BlockingTls {}

    @Nested
    @EnabledIf("dev.roundhouse.http.conformance.tls.TlsContractRuns#all")
    class BlockingTlsConnectionLimit extends ConnectionLimitContract implements BlockingTls {}

    @Nested
    class BlockingTlsContent extends ContentContract implements BlockingTls {}

    @Nested
    class BlockingTlsTransport extends TransportContract implements BlockingTls {
        @Override
        protected boolean canStopAcceptingWhileHandlersRun() {
            return true;
        }
    }

    @Nested
    class BlockingTlsFailure extends FailureContract implements BlockingTls {}

    @Nested
    @EnabledIf("dev.roundhouse.http.conformance.tls.TlsContractRuns#all")
    class BlockingTlsFairness extends FairnessContract implements BlockingTls {}

    @Nested
    class BlockingTlsHandler extends HandlerContract implements BlockingTls {}

    @Nested
    @EnabledIf("dev.roundhouse.http.conformance.tls.TlsContractRuns#all")
    class BlockingTlsInputDuringOutput extends InputDuringOutputContract implements BlockingTls {}

    @Nested
    @EnabledIf("dev.roundhouse.http.conformance.tls.TlsContractRuns#all")
    class BlockingTlsLaterReplyEnd extends LaterReplyEndContract implements BlockingTls {
        @Override
        protected boolean canDetectDisconnectWhileReplyIsPending() {
            return false;
        }
    }

    @Nested
    class BlockingTlsLaterReply extends LaterReplyContract implements BlockingTls {}

    @Nested
    @EnabledIf("dev.roundhouse.http.conformance.tls.TlsContractRuns#all")
    class BlockingTlsShutdown extends ShutdownContract implements BlockingTls {}

    @Nested
    class BlockingTlsTimeout extends TimeoutContract implements BlockingTls {}

    @Nested
    @EnabledIf("dev.roundhouse.http.conformance.tls.TlsContractRuns#all")
    class BlockingTlsUnfinishedReply extends UnfinishedReplyContract implements BlockingTls {}

    @Nested
    class BlockingTlsWaitingStream extends WaitingStreamContract implements BlockingTls {}

    @Nested
    class BlockingTlsWaitingUpload extends WaitingUploadContract implements BlockingTls {}

    @Nested
    @EnabledIf("dev.roundhouse.http.conformance.tls.TlsContractRuns#all")
    class BlockingTlsWakeUp extends WakeUpContract implements BlockingTls {}

    @Nested
    class BlockingTlsScenario extends ScenarioContract implements BlockingTls {
        @Override
        protected SocketConnector connector(SocketAddress server) {
            return TlsTransport.connector(server);
        }
    }
}
