package dev.roundhouse.http.transport.nio;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.spi.AbstractSelectableChannel;
import java.nio.channels.spi.AbstractSelector;
import java.nio.channels.spi.SelectorProvider;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

/** A selector that registers nothing, and whose first select fails after {@link #fail} was called. */
final class FailingSelector extends AbstractSelector {
    private final CountDownLatch mayFail = new CountDownLatch(1);

    FailingSelector() {
        super(SelectorProvider.provider());
    }

    void fail() {
        mayFail.countDown();
    }

    @Override
    public int select(long timeout) throws IOException {
        try {
            mayFail.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        throw new IOException("on purpose");
    }

    @Override
    public int selectNow() throws IOException {
        return select(0);
    }

    @Override
    public int select() throws IOException {
        return select(0);
    }

    @Override
    public Selector wakeup() {
        return this;
    }

    @Override
    public Set<SelectionKey> keys() {
        return Set.of();
    }

    @Override
    public Set<SelectionKey> selectedKeys() {
        return new HashSet<>();
    }

    @Override
    protected void implCloseSelector() {
        // Nothing to close.
    }

    @Override
    protected SelectionKey register(AbstractSelectableChannel channel, int interest, Object attachment) {
        throw new UnsupportedOperationException("nothing is registered here");
    }
}
