package dev.roundhouse.http.transport.nio;

import java.nio.channels.SelectionKey;

/** The attachment of a selection key: called by the thread of the loop when the channel of the key is ready. */
interface Selectable {
    void onReady(SelectionKey key, EventLoop loop);
}
