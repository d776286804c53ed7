package dev.roundhouse.http.app.faults;

import dev.roundhouse.http.h2.frame.FrameWriter;
import java.io.IOException;

/** What a client of HTTP/2 does, again and again, next to another one that measures how long its requests take. */
interface Http2Load {
    /** A busy client that keeps the rules: requests 32 small files at a time, and reads them. */
    Http2Load BUSY = new Http2Load() {
        private static final int STREAMS = 32;
        private static final int BYTES = 1024;

        @Override
        public FrameClient connect(ServerFixture server) throws IOException {
            return new FrameClient(server.connectHttp2());
        }

        @Override
        public void proceed(FrameClient client) throws IOException {
            byte[][] frames = new byte[STREAMS + 1][];
            for (int i = 0; i < STREAMS; i++) {
                frames[i] = FrameClient.get(client.nextStream(), "/small.txt");
            }
            frames[STREAMS] = FrameWriter.windowUpdate(0, STREAMS * BYTES);
            client.send(frames);
            for (int ended = 0; ended < STREAMS; ) {
                ended += client.read().endsStream() ? 1 : 0;
            }
        }
    };

    /** Begins a connection. */
    FrameClient connect(ServerFixture server) throws IOException;

    /** Sends the next frames. */
    void proceed(FrameClient client) throws IOException;
}
