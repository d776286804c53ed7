package dev.roundhouse.http.conformance.contract;

import dev.roundhouse.http.testing.contract.FairnessContract;
import dev.roundhouse.http.transport.Transport;
import dev.roundhouse.http.transport.blocking.VirtualThreadTransport;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

@EnabledForJreRange(min = JRE.JAVA_21)
class VirtualFairnessTest extends FairnessContract {
    @Override
    public Transport transport() {
        return new VirtualThreadTransport();
    }
    /** Each greedy connection can occupy a carrier. */
    @Override
    protected int threads() {
        return Runtime.getRuntime().availableProcessors();
    }
}
