package dev.roundhouse.http.connection;

import java.util.ArrayList;
import java.util.List;

/** Takes the summaries of the exchanges of a connection. */
public final class TakenExchanges {
    private TakenExchanges() {}

    /** The summaries that have not been taken yet, in order. */
    public static List<CompletedExchange> of(Connection connection) {
        List<CompletedExchange> taken = new ArrayList<>();
        connection.takeCompletedExchanges(taken::add);
        return taken;
    }
}
