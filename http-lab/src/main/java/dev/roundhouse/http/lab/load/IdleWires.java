package dev.roundhouse.http.lab.load;

import java.util.List;
import java.util.stream.IntStream;

/** Connections that ask once, are answered, and keep still: what a browser leaves behind. */
final class IdleWires implements Wire.User {
    /** Long: a server that keeps no idle connection shall not be put under load by those that come again. */
    private static final long PAUSE = Clock.SECOND;

    private final List<Wire> wires;
    private final Tally tally;
    private final Standing standing;
    private final Rest rest = new Rest(PAUSE);

    IdleWires(int count, Question question, Site site, Tally tally, Standing standing) {
        this.tally = tally;
        this.standing = standing;
        Question[] only = {question};
        Wire.Manner manner = new Wire.Manner(1, false, false);
        this.wires = IntStream.range(0, count)
                .mapToObj(i -> new Wire(site, this, new Turns(only, 0), manner))
                .toList();
    }

    List<Wire> wires() {
        return wires;
    }

    @Override
    public void stands(Wire wire, long now) {
        wire.ask(now, now);
        wire.flush();
    }

    @Override
    public void answered(Wire wire, String trouble, long octets, long now) {
        wire.underway().remove();
        standing.add(wire);
        if (!trouble.isEmpty()) {
            tally.note(now, "(told, no failure) idle connection: " + trouble);
        }
    }

    @Override
    public void ended(Wire wire, boolean closed, long now) {
        broke(wire, "closed by the server with its answer", now);
    }

    @Override
    public void broke(Wire wire, String why, long now) {
        while (!wire.underway().isEmpty()) {
            wire.underway().remove();
        }
        tally.note(now, "(told, no failure) idle connection: " + why);
        standing.remove(wire, why);
        rest.add(wire, this, now);
    }

    @Override
    public void rested(Wire wire, long now) {
        wire.open(now);
    }

    /** Opens again what the server closed. */
    void tick(long now) {
        rest.wake(now);
    }
}
