package dev.roundhouse.http.lab.load;

import dev.roundhouse.http.lab.load.protocol.LoadSpec;
import dev.roundhouse.http.lab.load.protocol.LoadSpec.ArrivalRate;
import dev.roundhouse.http.lab.load.protocol.LoadSpec.ConnectionProfile;
import dev.roundhouse.http.lab.load.protocol.LoadSpec.Handshakes;
import dev.roundhouse.http.lab.load.protocol.LoadSpec.RequestSpec;
import dev.roundhouse.http.lab.load.protocol.LoadSpec.Timing;
import dev.roundhouse.http.lab.load.protocol.LoadSpec.WarmUp;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32C;

/** Load specs that take a short time. */
final class LoadSpecs {
    static final String CONTENT = "hello";
    static final String RESPONSE = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n" + CONTENT;

    static final ConnectionProfile TWO = new ConnectionProfile(2, 1, false, 0, 0);
    static final ArrivalRate CLOSED = new ArrivalRate(0, false, 1);
    static final Timing SHORT = new Timing(WarmUp.NONE, 0.3, 5_000);

    private LoadSpecs() {}

    static LoadSpec spec(int port, ConnectionProfile connectionProfile, ArrivalRate arrivalRate, Timing timing) {
        return new LoadSpec(
                "127.0.0.1", port, List.of(request(CONTENT)), Handshakes.NONE, connectionProfile, arrivalRate, timing);
    }

    static RequestSpec request(String content) {
        CRC32C crc = new CRC32C();
        crc.update(content.getBytes(StandardCharsets.ISO_8859_1));
        return new RequestSpec("GET", "/hello.txt", List.of("Accept: */*"), 200, content.length(), crc.getValue());
    }
}
