package dev.roundhouse.http.testing.contract;

import dev.roundhouse.http.transport.Transport;
import dev.roundhouse.http.transport.blocking.BlockingTransport;

class BlockingUnfinishedReplyTest extends UnfinishedReplyContract {
    @Override
    protected Transport transport() {
        return new BlockingTransport();
    }
}
