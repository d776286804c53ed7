package dev.roundhouse.http.h2.server;

import dev.roundhouse.http.connection.Connection;
import dev.roundhouse.http.connection.RequestLine;
import dev.roundhouse.http.h2.server.Http2Snapshot.PeerSettings;
import dev.roundhouse.http.h2.server.Http2Snapshot.QueuedOutput;
import dev.roundhouse.http.h2.server.Http2Snapshot.StreamSnapshot;
import dev.roundhouse.http.h2.stream.FrameQueue;
import dev.roundhouse.http.h2.stream.Priority;
import dev.roundhouse.http.h2.stream.Settings;
import dev.roundhouse.http.h2.stream.StreamSender;
import dev.roundhouse.http.message.Request;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Creates the snapshots of a connection and of its streams, and changes neither. */
final class Snapshots {
    private Snapshots() {}

    /** @param deadlineNanos that of the connection */
    static Http2Snapshot of(Http2Session session, long deadlineNanos, long nowNanos) {
        List<StreamSnapshot> streams = new ArrayList<>();
        session.streams().forEach(stream -> streams.add(of(stream, nowNanos)));
        streams.sort(Comparator.comparingInt(StreamSnapshot::id));
        FrameQueue output = session.output();
        return new Http2Snapshot(
                session.ending().phase().name(),
                session.requests(),
                session.streams().lastAcceptedId(),
                session.timers().settingsDeadline() == Connection.NO_DEADLINE,
                of(session.peerSettings()),
                output.window().available(),
                session.receiveWindow().available(),
                new QueuedOutput(output.queuedBytes(), output.pendingControlBytes(), output.totalSent()),
                session.budget().tokens(nowNanos),
                timeLeft(deadlineNanos, nowNanos),
                streams);
    }

    private static PeerSettings of(Settings settings) {
        long maxStreams = settings.maxStreams();
        return new PeerSettings(
                settings.initialWindow(),
                maxStreams == Long.MAX_VALUE ? OptionalLong.empty() : OptionalLong.of(maxStreams));
    }

    private static StreamSnapshot of(Http2Stream stream, long nowNanos) {
        RequestLine line = stream.line();
        Request request = stream.request();
        StreamSender sender = stream.sender();
        Priority priority = sender.priority();
        Optional<BodyReceiver> body = Optional.ofNullable(stream.body());
        return new StreamSnapshot(
                stream.id(),
                request == null ? "" : request.id(),
                request == null ? line.method() : request.method().toString(),
                request == null ? line.target() : request.target().raw(),
                stream.state().name(),
                waitOf(stream),
                priority.urgency(),
                priority.incremental(),
                stream.status().map(status -> OptionalInt.of(status.code())).orElse(OptionalInt.empty()),
                body.map(BodyReceiver::receivedBytes).orElse(0L),
                sender.sentData(),
                sender.window(),
                stream.state().isOpenForPeer()
                        ? OptionalLong.of(stream.body().window().available())
                        : OptionalLong.empty(),
                Duration.ofNanos(nowNanos - stream.startedNanos()),
                timeLeft(stream.deadline(), nowNanos));
    }

    private static StreamWait waitOf(Http2Stream stream) {
        StreamSender sender = stream.sender();
        BodyReceiver body = stream.body();
        if (stream.isWaitingForHandler()) {
            return body != null && body.hasUpload() ? StreamWait.UPLOAD : StreamWait.HANDLER;
        }
        if (sender.isBlocked()) {
            return sender.window() <= 0 ? StreamWait.STREAM_WINDOW : StreamWait.CONNECTION_WINDOW;
        }
        if (body != null && body.waitsForPeer()) {
            return StreamWait.REQUEST;
        }
        return sender.isWaiting() ? StreamWait.PRODUCER : StreamWait.OUTPUT;
    }

    /** The time to a deadline; none if it has passed. */
    private static Optional<Duration> timeLeft(long deadlineNanos, long nowNanos) {
        return deadlineNanos == Connection.NO_DEADLINE
                ? Optional.empty()
                : Optional.of(Duration.ofNanos(Math.max(0, deadlineNanos - nowNanos)));
    }
}
