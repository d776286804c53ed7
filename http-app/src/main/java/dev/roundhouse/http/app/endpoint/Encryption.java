package dev.roundhouse.http.app.endpoint;

import dev.roundhouse.http.message.ConnectionInfo;
import dev.roundhouse.http.transport.Service.ConnectionFactory;

/** Encrypts the connections of an endpoint. */
public interface Encryption extends AutoCloseable {
    /**
     * A factory of encrypted connections.
     *
     * @param inner creates the connections inside of them
     */
    ConnectionFactory encrypt(ConnectionFactory inner);

    /**
     * Whether the certificate of a connection, or another one of this server, covers a host.
     *
     * @param host in lower case, without a port
     */
    boolean covers(ConnectionInfo connection, String host);

    /** Loads the certificates again, changed or not. */
    void reload();

    /** Ends watching the files of the certificates. */
    @Override
    void close();
}
