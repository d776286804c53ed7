/** Handlers that answer requests, over any transport. */
module dev.roundhouse.http.handlers {
    requires transitive dev.roundhouse.http.protocol;
    requires org.slf4j;

    exports dev.roundhouse.http.handlers;
}
