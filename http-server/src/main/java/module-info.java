/** A server to embed in a program: builder, routes, filters and static files over any transport. */
module dev.roundhouse.http.server {
    requires transitive dev.roundhouse.http.protocol;
    requires transitive dev.roundhouse.http.tls;
    requires transitive dev.roundhouse.http.transport;
    requires transitive dev.roundhouse.http.handlers;

    exports dev.roundhouse.http.server;
    exports dev.roundhouse.http.server.content;
    exports dev.roundhouse.http.server.content.multipart;
    exports dev.roundhouse.http.server.filter;
    exports dev.roundhouse.http.server.routing;
}
