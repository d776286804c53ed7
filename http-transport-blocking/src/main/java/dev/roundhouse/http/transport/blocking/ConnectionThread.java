package dev.roundhouse.http.transport.blocking;

import dev.roundhouse.http.connection.Connection;
import dev.roundhouse.http.transport.Pump;
import dev.roundhouse.http.transport.Scratch;
import dev.roundhouse.http.transport.Service;
import dev.roundhouse.http.transport.Wait;
import java.net.SocketAddress;
import java.util.Set;

/** What the thread of a connection does: pumps until the connection is over. */
final class ConnectionThread implements Runnable {
    private final WatchedWire wire;
    private final Pump pump;
    private final ScratchPool scratches;
    private final Set<ConnectionThread> register;

    /** @param register where this connection stands while it is open */
    ConnectionThread(
            Connection connection,
            WatchedWire wire,
            Service service,
            SocketAddress peer,
            ScratchPool scratches,
            Set<ConnectionThread> register) {
        this.wire = wire;
        this.pump = new Pump(connection, wire, service, peer, System::nanoTime);
        this.scratches = scratches;
        this.register = register;
    }

    @Override
    public void run() {
        Scratch scratch = scratches.take();
        try {
            Wait wait = Wait.TURN;
            while (wait != Wait.NOTHING) {
                wait = pump.run(scratch);
            }
        } finally {
            wire.close();
            register.remove(this);
            scratches.giveBack(scratch);
        }
    }

    void wakeIfLate(long now) {
        wire.wakeIfLate(now);
    }

    void wakeIfIdle() {
        wire.wakeIfIdle();
    }

    void drain() {
        pump.drain();
        wire.wakeIfIdle();
    }

    /** The wire goes; the thread notices and cleans up. */
    void cut() {
        wire.cut();
    }
}
