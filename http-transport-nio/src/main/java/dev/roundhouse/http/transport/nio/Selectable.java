package dev.roundhouse.http.transport.nio;

import java.nio.channels.SelectionKey;

/** What is attached to a key: called on the loop's thread when its channel is ready. */
interface Selectable {
    void onReady(SelectionKey key, EventLoop loop);
}
