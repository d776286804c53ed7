package dev.roundhouse.http.conformance.contract;

import dev.roundhouse.http.transport.Transport;
import dev.roundhouse.http.transport.blocking.VirtualThreadTransport;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

@EnabledForJreRange(min = JRE.JAVA_21)
class VirtualHttp2ScenarioTest extends Http2ScenarioContract {
    @Override
    public Transport transport() {
        return new VirtualThreadTransport();
    }
}
