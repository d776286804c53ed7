package dev.roundhouse.http.conformance.contract;

import dev.roundhouse.http.testing.contract.WaitingUploadContract;
import dev.roundhouse.http.transport.Transport;
import dev.roundhouse.http.transport.nio.NioTransport;

class NioWaitingUploadTest extends WaitingUploadContract {
    @Override
    public Transport transport() {
        return new NioTransport();
    }
}
