package dev.roundhouse.http.lab.load;

import java.util.List;
import java.util.stream.IntStream;

/** Connections that ask, and take the answer in small sips: what a bad line, or bad will, does to a server. */
final class SlowReaders implements ClientConnection.ConnectionOwner {
    /** What the system holds of an answer on this side; the rest has to wait at the server's. */
    static final int RECEIVE_BUFFER = 16 << 10;

    private static final int SIP = 4 << 10;
    private static final long PAUSE = NanoClock.SECOND;

    private final List<ClientConnection> wires;
    private final LoadStatistics tally;
    private final ConnectionTracker standing;
    private final ReconnectQueue rest = new ReconnectQueue(PAUSE);

    /** Sips are spread over the second, so that they do not come as a burst. */
    private double sipsOwed;

    private long sippedAt;
    private int turn;

    SlowReaders(
            int count, PreparedRequest question, ClientContext site, LoadStatistics tally, ConnectionTracker standing) {
        this.tally = tally;
        this.standing = standing;
        PreparedRequest[] only = {question};
        ClientConnection.ConnectionMode manner = new ClientConnection.ConnectionMode(1, false, true);
        this.wires = IntStream.range(0, count)
                .mapToObj(i -> new ClientConnection(site, this, new RequestSequence(only, 0), manner))
                .toList();
    }

    List<ClientConnection> wires() {
        return wires;
    }

    @Override
    public void stands(ClientConnection wire, long now) {
        standing.add(wire);
        if (wire.hasRoom()) {
            wire.ask(now, now);
        }
        wire.flush();
    }

    @Override
    public void answered(ClientConnection wire, String trouble, long octets, long now) {
        wire.underway().remove();
        if (!trouble.isEmpty()) {
            tally.note(now, "(told, no failure) slow connection: " + trouble);
        }
        if (wire.hasRoom()) {
            wire.ask(now, now);
        }
    }

    @Override
    public void ended(ClientConnection wire, boolean closed, long now) {
        rest.add(wire, this, now);
    }

    @Override
    public void broke(ClientConnection wire, String why, long now) {
        while (!wire.underway().isEmpty()) {
            wire.underway().remove();
        }
        tally.note(now, "(told, no failure) slow connection: " + why);
        standing.remove(wire, why);
        rest.add(wire, this, now);
    }

    @Override
    public void rested(ClientConnection wire, long now) {
        wire.open(now);
    }

    /** Reads from those whose turn it is. */
    void tick(long now) {
        rest.wake(now);
        sipsOwed += wires.size() * (now - sippedAt) / (double) NanoClock.SECOND;
        sippedAt = now;
        for (; sipsOwed >= 1; sipsOwed--) {
            wires.get(turn).readSlowly(SIP);
            turn = (turn + 1) % wires.size();
        }
    }
}
