package dev.roundhouse.http.conformance.contract;

import dev.roundhouse.http.testing.contract.ContentContract;
import dev.roundhouse.http.transport.Transport;
import dev.roundhouse.http.transport.nio.NioTransport;

class NioContentTest extends ContentContract {
    @Override
    public Transport transport() {
        return new NioTransport();
    }
}
