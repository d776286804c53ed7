package dev.roundhouse.http.conformance.contract;

import dev.roundhouse.http.transport.Transport;
import dev.roundhouse.http.transport.blocking.BlockingTransport;
import dev.roundhouse.http.transport.blocking.ThreadKind;

class BlockingLaterReplyEndTest extends LaterReplyEndContract {
    @Override
    protected Transport transport() {
        return new BlockingTransport(ThreadKind.PLATFORM);
    }

    @Override
    protected boolean noticesThatClientsAreGone() {
        return false;
    }
}
