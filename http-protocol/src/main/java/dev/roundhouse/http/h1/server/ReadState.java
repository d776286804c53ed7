package dev.roundhouse.http.h1.server;

/**
 * What a connection reads at the moment, with the objects that this needs. Each state belongs to one {@link Phase}. While a
 * handler has a request, its {@link Http1Exchange} is the state: there is no object around it for each request.
 */
sealed interface ReadState permits ReadState.Plain, Http1Exchange, ReadState.Receiving, ReadState.Discarding {
    /** Between requests. */
    ReadState IDLE = new Plain(Phase.IDLE);

    /** A part of a head has been received; {@link HeadReader} has it. */
    ReadState READING_HEAD = new Plain(Phase.READING_HEAD);

    /** No further request is read. */
    ReadState FINISHING = new Plain(Phase.FINISHING);

    /** The sending side is closed. */
    ReadState LINGERING = new Plain(Phase.LINGERING);

    /** The connection is closed. */
    ReadState CLOSED = new Plain(Phase.CLOSED);

    /** The phase of this state. */
    Phase phase();

    /** A state that needs no objects. */
    record Plain(Phase phase) implements ReadState {}

    /** The handler's upload receives the body. */
    record Receiving(Http1Exchange exchange, UploadBody body) implements ReadState {
        @Override
        public Phase phase() {
            return Phase.RECEIVING;
        }
    }

    /** The response is written, and the rest of the body is skipped. */
    record Discarding(DiscardedBody body) implements ReadState {
        @Override
        public Phase phase() {
            return Phase.DISCARDING;
        }
    }
}
