package dev.roundhouse.http.conformance;

import dev.roundhouse.http.connection.Timeouts;
import dev.roundhouse.http.h1.Http1Connection;
import dev.roundhouse.http.h1.ServerStamp;
import dev.roundhouse.http.message.Handler;
import java.io.IOException;

/** Holds conversations with {@link Http1Connection} directly: no socket, no thread, no clock. */
public final class EngineReplay {
    /** The time at which every connection begins. Below zero, since {@code System.nanoTime()} may well be. */
    private static final long START = -12_345_678_901L;

    /** The moment that RFC 9110 §5.6.7 has in its examples: Sun, 06 Nov 1994 08:49:37 GMT. */
    private static final long DATE = 784_111_777L;

    private static final ServerStamp STAMP = new ServerStamp(() -> DATE, "");

    private EngineReplay() {}

    /** Holds a conversation with the {@link ReferenceSite}. */
    public static void hold(Conversation conversation) throws IOException, DisagreementException {
        new Replay(line(conversation, new ReferenceSite(), Course.WHOLE), true).hold(conversation);
    }

    /** A line to a new engine, with the limits that the conversation is meant for. */
    public static EngineLine line(Conversation conversation, Handler handler, Course course) {
        return line(machine(conversation), handler, course);
    }

    /** A line to an engine that {@link #machine} has made. */
    public static EngineLine line(Http1Connection machine, Handler handler, Course course) {
        return new EngineLine(machine, handler, course, START);
    }

    /** A new engine, with the limits that the conversation is meant for. */
    public static Http1Connection machine(Conversation conversation) {
        return new Http1Connection(conversation.limits(), Timeouts.DEFAULT, STAMP, START);
    }
}
