package dev.roundhouse.http.testing.contract;

import dev.roundhouse.http.transport.Transport;
import dev.roundhouse.http.transport.nio.NioTransport;

class NioUnfinishedReplyTest extends UnfinishedReplyContract {
    @Override
    protected Transport transport() {
        return new NioTransport();
    }
}
