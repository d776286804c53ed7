/** Three programs that use the server as a library. */
module com.example.embedder {
    requires dev.roundhouse.http.server;
    requires java.net.http;

    provides dev.roundhouse.http.transport.Transport with
            com.example.embedder.SocketTransport;
}
