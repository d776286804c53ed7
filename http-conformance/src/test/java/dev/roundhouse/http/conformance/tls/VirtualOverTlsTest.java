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
import dev.roundhouse.http.transport.blocking.VirtualThreadTransport;
import java.net.SocketAddress;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.condition.EnabledIf;

/** The contract of transports, with TLS on both sides. */
@EnabledIf("dev.roundhouse.http.conformance.tls.TlsContractRuns#onVirtual")
class VirtualOverTlsTest {
    private interface VirtualTls extends TlsUnderTest {
        @Override
        default Transport plainTransport() {
            return new VirtualThreadTransport();
        }
    }

    @Nested
    @EnabledIf("dev.roundhouse.http.conformance.tls.TlsContractRuns#all")
    class VirtualTlsBackPressure extends BackPressureContract implements VirtualTls {}

    @Nested
    @EnabledIf("dev.roundhouse.http.conformance.tls.TlsContractRuns#all")
    class VirtualTlsConnectionLimit extends ConnectionLimitContract implements VirtualTls {}

    @Nested
    class VirtualTlsContent extends ContentContract implements VirtualTls {}

    @Nested
    class VirtualTlsTransport extends TransportContract implements VirtualTls {
        @Override
        protected boolean canStopAcceptingWhileHandlersRun() {
            return true;
        }
    }

    @Nested
    class VirtualTlsFailure extends FailureContract implements VirtualTls {}

    @Nested
    @EnabledIf("dev.roundhouse.http.conformance.tls.TlsContractRuns#all")
    class VirtualTlsFairness extends FairnessContract implements VirtualTls {
        /** Each greedy connection can occupy a carrier. */
        @Override
        protected int threads() {
            return Runtime.getRuntime().availableProcessors();
        }
    }

    @Nested
    class VirtualTlsHandler extends HandlerContract implements VirtualTls {}

    @Nested
    @EnabledIf("dev.roundhouse.http.conformance.tls.TlsContractRuns#all")
    class VirtualTlsInputDuringOutput extends InputDuringOutputContract implements VirtualTls {}

    @Nested
    @EnabledIf("dev.roundhouse.http.conformance.tls.TlsContractRuns#all")
    class VirtualTlsLaterReplyEnd extends LaterReplyEndContract implements VirtualTls {
        @Override
        protected boolean canDetectDisconnectWhileReplyIsPending() {
            return false;
        }
    }

    @Nested
    class VirtualTlsLaterReply extends LaterReplyContract implements VirtualTls {}

    @Nested
    @EnabledIf("dev.roundhouse.http.conformance.tls.TlsContractRuns#all")
    class VirtualTlsShutdown extends ShutdownContract implements VirtualTls {}

    @Nested
    class VirtualTlsTimeout extends TimeoutContract implements VirtualTls {}

    @Nested
    @EnabledIf("dev.roundhouse.http.conformance.tls.TlsContractRuns#all")
    class VirtualTlsUnfinishedReply extends UnfinishedReplyContract implements VirtualTls {}

    @Nested
    class VirtualTlsWaitingStream extends WaitingStreamContract implements VirtualTls {}

    @Nested
    class VirtualTlsWaitingUpload extends WaitingUploadContract implements VirtualTls {}

    @Nested
    @EnabledIf("dev.roundhouse.http.conformance.tls.TlsContractRuns#all")
    class VirtualTlsWakeUp extends WakeUpContract implements VirtualTls {}

    @Nested
    class VirtualTlsScenario extends ScenarioContract implements VirtualTls {
        @Override
        protected SocketConnector connector(SocketAddress server) {
            return TlsTransport.connector(server);
        }
    }
}
