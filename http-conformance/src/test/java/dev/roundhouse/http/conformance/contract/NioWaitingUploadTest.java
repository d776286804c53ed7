package dev.roundhouse.http.conformance.contract;

import dev.roundhouse.http.testing.contract.WaitingUploadContract;
import dev.roundhouse.http.transport.Transport;
import dev.roundhouse.http.transport.nio.NioTransport;

class NioWaitingUploadTest extends WaitingUploadContract {
    @Override
    public Transport transport() {
        return new NioTransport();
    }

    /** On other systems, the selector does not report an error of a socket from which nothing is to be read. */
    @Override
    protected boolean canDetectResetBehindUnreadBytes() {
        return System.getProperty("os.name").equals("Linux");
    }
}
