package dev.roundhouse.http.conformance.contract;

import dev.roundhouse.http.testing.contract.LaterReplyContract;
import dev.roundhouse.http.transport.Transport;
import dev.roundhouse.http.transport.nio.NioTransport;

class NioLaterReplyTest extends LaterReplyContract {
    @Override
    public Transport transport() {
        return new NioTransport();
    }
}
