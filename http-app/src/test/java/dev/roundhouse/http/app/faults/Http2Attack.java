package dev.roundhouse.http.app.faults;

import dev.roundhouse.http.h2.ErrorCode;
import dev.roundhouse.http.h2.frame.Flags;
import dev.roundhouse.http.h2.frame.FrameType;
import dev.roundhouse.http.h2.frame.FrameWriter;
import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** What a malicious client sends, again and again until the server ends the connection. */
enum Http2Attack implements Http2Load {
    /** CVE-2023-44487. */
    RAPID_RESET(ReadMode.ALL) {
        @Override
        public void proceed(FrameClient client) throws IOException {
            sendTo(client, stream -> FrameWriter.resetStream(stream, ErrorCode.CANCEL));
        }
    },
    /** CVE-2025-8671, in six ways: each makes the server reset a stream. */
    INCREMENT_OF_ZERO(ReadMode.ALL) {
        @Override
        public void proceed(FrameClient client) throws IOException {
            sendTo(client, stream -> FrameWriter.windowUpdate(stream, 0));
        }
    },
    WINDOW_OVERFLOW(ReadMode.ALL) {
        @Override
        public void proceed(FrameClient client) throws IOException {
            sendTo(client, stream -> FrameWriter.windowUpdate(stream, Integer.MAX_VALUE));
        }
    },
    HEADERS_AFTER_END(ReadMode.ALL) {
        @Override
        public void proceed(FrameClient client) throws IOException {
            sendTo(client, stream -> FrameClient.get(stream, LARGE));
        }
    },
    DATA_AFTER_END(ReadMode.ALL) {
        @Override
        public void proceed(FrameClient client) throws IOException {
            sendTo(client, stream -> FrameClient.data(stream, 1, false));
        }
    },
    PRIORITY_OF_WRONG_LENGTH(ReadMode.ALL) {
        @Override
        public void proceed(FrameClient client) throws IOException {
            sendTo(client, stream -> FrameWriter.frame(FrameType.PRIORITY, 0, stream, new byte[4]));
        }
    },
    PRIORITY_OF_ITSELF(ReadMode.ALL) {
        @Override
        public void proceed(FrameClient client) throws IOException {
            sendTo(client, stream -> {
                byte[] dependency = {0, 0, (byte) (stream >> 8), (byte) stream, 1};
                return FrameWriter.frame(FrameType.PRIORITY, 0, stream, dependency);
            });
        }
    },
    /** The same by a client that does not read the resets (CVE-2019-9514). */
    UNREAD_RESETS(ReadMode.NONE) {
        @Override
        public void proceed(FrameClient client) throws IOException {
            sendTo(client, stream -> FrameWriter.windowUpdate(stream, 0));
        }
    },
    /** CVE-2023-45288. */
    ENDLESS_CONTINUATION(ReadMode.ALL) {
        @Override
        public void proceed(FrameClient client) throws IOException {
            beginOnce(client, stream -> FrameWriter.frame(FrameType.HEADERS, 0, stream, new byte[0]));
            client.send(FrameWriter.frame(FrameType.CONTINUATION, 0, client.lastStream(), new byte[1000]));
        }
    },
    /** CVE-2026-33871. */
    EMPTY_CONTINUATION(ReadMode.ALL) {
        @Override
        public void proceed(FrameClient client) throws IOException {
            beginOnce(client, stream -> FrameWriter.frame(FrameType.HEADERS, 0, stream, new byte[0]));
            byte[] empty = FrameWriter.frame(FrameType.CONTINUATION, 0, client.lastStream(), new byte[0]);
            client.send(FrameClient.repeat(empty, BATCH));
        }
    },
    /** CVE-2016-6581, CVE-2026-49975: an entry of 4 KB, to which each byte refers. */
    COMPRESSION_BOMB(ReadMode.ALL) {
        @Override
        public void proceed(FrameClient client) throws IOException {
            byte[] entry = {0x40, 1, 'x', 0x7F, (byte) 0xA1, 0x1E};
            byte[] references = FrameClient.repeat(new byte[] {(byte) 0xBE}, 8000);
            byte[] block = FrameClient.concat(
                    FrameClient.block("GET", LARGE), entry, FrameClient.repeat(new byte[] {'x'}, 4000), references);
            client.send(FrameWriter.frame(
                    FrameType.HEADERS, Flags.END_HEADERS | Flags.END_STREAM, client.nextStream(), block));
        }
    },
    /** The same within the limits, on streams that the client keeps open. */
    LARGE_FIELDS_ON_BLOCKED_STREAMS(ReadMode.ALL, 0) {
        @Override
        public void proceed(FrameClient client) throws IOException {
            byte[] crumb = FrameClient.concat(new byte[] {0x0F, 17, 0x7F, (byte) 0x81, 1}, new byte[256]);
            java.util.Arrays.fill(crumb, 5, crumb.length, (byte) 'x');
            byte[] block = FrameClient.concat(FrameClient.block("GET", LARGE), FrameClient.repeat(crumb, 50));
            client.send(FrameWriter.frame(
                    FrameType.HEADERS, Flags.END_HEADERS | Flags.END_STREAM, client.nextStream(), block));
            pauseAfter(client, 100);
        }
    },
    /** CVE-2019-9512. */
    UNREAD_PINGS(ReadMode.NONE) {
        @Override
        public void proceed(FrameClient client) throws IOException {
            client.send(FrameClient.repeat(FrameWriter.ping(0, 1), BATCH));
        }
    },
    PINGS(ReadMode.ALL) {
        @Override
        public void proceed(FrameClient client) throws IOException {
            client.send(FrameClient.repeat(FrameWriter.ping(0, 1), BATCH));
        }
    },
    PING_ACKNOWLEDGEMENTS(ReadMode.ALL) {
        @Override
        public void proceed(FrameClient client) throws IOException {
            client.send(FrameClient.repeat(FrameWriter.ping(Flags.ACK, 1), BATCH));
        }
    },
    /** CVE-2019-9515. */
    UNREAD_SETTINGS(ReadMode.NONE) {
        @Override
        public void proceed(FrameClient client) throws IOException {
            client.send(FrameClient.repeat(FrameWriter.settings(4, 1000), BATCH));
        }
    },
    SETTINGS_ACKNOWLEDGEMENTS(ReadMode.ALL) {
        @Override
        public void proceed(FrameClient client) throws IOException {
            client.send(FrameClient.repeat(FrameWriter.settingsAck(), BATCH));
        }
    },
    /** Responses without content need no window, and end their streams at once. */
    UNREAD_HEADS(ReadMode.NONE) {
        @Override
        public void proceed(FrameClient client) throws IOException {
            byte[][] frames = new byte[BATCH][];
            for (int i = 0; i < BATCH; i++) {
                frames[i] = FrameWriter.frame(
                        FrameType.HEADERS,
                        Flags.END_HEADERS | Flags.END_STREAM,
                        client.nextStream(),
                        FrameClient.block("HEAD", SMALL));
            }
            client.send(frames);
        }
    },
    UNREAD_SMALL_FILES(ReadMode.NONE) {
        @Override
        public void proceed(FrameClient client) throws IOException {
            sendRequests(client, SMALL);
        }
    },
    /** CVE-2019-9518. */
    EMPTY_DATA(ReadMode.ALL) {
        @Override
        public void proceed(FrameClient client) throws IOException {
            beginOnce(client, stream -> FrameClient.post(stream, SMALL));
            client.send(FrameClient.repeat(FrameClient.data(client.lastStream(), 0, false), BATCH));
        }
    },
    /** On a stream whose response has been sent: the rest of the request is not needed. */
    DATA_OF_ONE_BYTE(ReadMode.ALL) {
        @Override
        public void proceed(FrameClient client) throws IOException {
            beginOnce(client, stream -> FrameClient.post(stream, SMALL));
            client.send(FrameClient.repeat(FrameClient.data(client.lastStream(), 1, false), BATCH));
        }
    },
    /** CVE-2019-9511. */
    WINDOW_UPDATE_BY_ONE(ReadMode.ALL, 0) {
        @Override
        public void proceed(FrameClient client) throws IOException {
            beginOnce(client, stream -> FrameClient.get(stream, LARGE));
            client.send(FrameClient.repeat(FrameWriter.windowUpdate(client.lastStream(), 1), BATCH));
        }
    },
    PRIORITY_UPDATES(ReadMode.ALL, 0) {
        @Override
        public void proceed(FrameClient client) throws IOException {
            beginOnce(client, stream -> FrameClient.get(stream, LARGE));
            client.send(FrameClient.repeat(FrameClient.priorityUpdate(client.lastStream(), "u=1, i"), BATCH));
        }
    },
    PRIORITY_UPDATES_OF_IDLE_STREAMS(ReadMode.ALL) {
        @Override
        public void proceed(FrameClient client) throws IOException {
            byte[][] frames = new byte[BATCH / 8][];
            for (int i = 0; i < frames.length; i++) {
                frames[i] = FrameClient.priorityUpdate(client.nextStream(), "u=1, a=" + "a".repeat(16_000));
            }
            client.send(frames);
        }
    },
    /** CVE-2019-9517 without a window. */
    STREAMS_WITHOUT_WINDOW(ReadMode.ALL, 0) {
        @Override
        public void proceed(FrameClient client) throws IOException {
            client.send(FrameClient.get(client.nextStream(), LARGE));
            pauseAfter(client, 100);
        }
    },
    /** A hundred downloads with large windows, of which nothing is read. */
    UNREAD_STREAMS(ReadMode.NONE, Integer.MAX_VALUE) {
        @Override
        public void proceed(FrameClient client) throws IOException {
            beginOnce(client, stream -> FrameWriter.windowUpdate(0, Integer.MAX_VALUE - 65_535));
            client.send(FrameClient.get(client.nextStream(), LARGE));
            pauseAfter(client, 101);
        }
    },
    HEADERS_AFTER_GOAWAY(ReadMode.ALL, 0) {
        @Override
        public void proceed(FrameClient client) throws IOException {
            beginOnce(
                    client,
                    stream -> FrameClient.concat(
                            FrameClient.get(stream, LARGE), FrameWriter.goAway(0, ErrorCode.NO_ERROR)));
            sendRequests(client, LARGE);
        }
    },
    GOAWAYS(ReadMode.ALL, 0) {
        @Override
        public void proceed(FrameClient client) throws IOException {
            beginOnce(client, stream -> FrameClient.get(stream, LARGE));
            client.send(FrameClient.repeat(FrameWriter.goAway(0, ErrorCode.NO_ERROR), BATCH));
        }
    };

    private static final int BATCH = 64;
    private static final String SMALL = "/small.txt";
    private static final String LARGE = "/large.bin";
    private static final int INITIAL_WINDOW_SIZE = 4;

    /** What the client reads. */
    private enum ReadMode {
        ALL,
        NONE
    }

    private final ReadMode reading;
    private final int window;

    Http2Attack(ReadMode reading) {
        this(reading, 65_535);
    }

    Http2Attack(ReadMode reading, int window) {
        this.reading = reading;
        this.window = window;
    }

    @Override
    public FrameClient connect(ServerFixture server) throws IOException {
        FrameClient client = new FrameClient(server.connectHttp2(), INITIAL_WINDOW_SIZE, window);
        if (reading == ReadMode.ALL) {
            client.readInBackground();
        }
        return client;
    }

    /** Creates a frame that concerns a stream. */
    private interface FrameOfStream {
        byte[] create(int stream);
    }

    private static void sendTo(FrameClient client, FrameOfStream next) throws IOException {
        byte[][] frames = new byte[2 * BATCH][];
        for (int i = 0; i < BATCH; i++) {
            int stream = client.nextStream();
            frames[2 * i] = FrameClient.get(stream, LARGE);
            frames[2 * i + 1] = next.create(stream);
        }
        client.send(frames);
    }

    private static void sendRequests(FrameClient client, String path) throws IOException {
        byte[][] frames = new byte[BATCH][];
        for (int i = 0; i < BATCH; i++) {
            frames[i] = FrameClient.get(client.nextStream(), path);
        }
        client.send(frames);
    }

    private static void beginOnce(FrameClient client, FrameOfStream first) throws IOException {
        if (client.lastStream() < 0) {
            client.send(first.create(client.nextStream()));
        }
    }

    private static void pauseAfter(FrameClient client, int streams) throws IOException {
        if (client.lastStream() >= 2 * streams - 1) {
            try {
                TimeUnit.MILLISECONDS.sleep(100);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new IOException(interrupted);
            }
        }
        if (client.hasEnded()) {
            throw new IOException("the server has ended the connection");
        }
    }
}
