package dev.roundhouse.http.lab.load;

import dev.roundhouse.http.lab.load.LoadOrder.Asked;
import dev.roundhouse.http.lab.load.LoadOrder.Pace;
import dev.roundhouse.http.lab.load.LoadOrder.Shape;
import dev.roundhouse.http.lab.load.LoadOrder.Timing;
import dev.roundhouse.http.lab.load.LoadOrder.WarmUp;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32C;

/** Orders that are carried out in a moment. */
final class Orders {
    static final String CONTENT = "hello";
    static final String ANSWER = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n" + CONTENT;

    static final Shape TWO = new Shape(2, 1, false, 0, 0);
    static final Pace CLOSED = new Pace(0, false, 1);
    static final Timing SHORT = new Timing(WarmUp.NONE, 0.3, 5_000);

    private Orders() {}

    static LoadOrder order(int port, Shape shape, Pace pace, Timing timing) {
        return new LoadOrder("127.0.0.1", port, List.of(asked(CONTENT)), shape, pace, timing);
    }

    static Asked asked(String content) {
        CRC32C crc = new CRC32C();
        crc.update(content.getBytes(StandardCharsets.ISO_8859_1));
        return new Asked("GET", "/hello.txt", List.of("Accept: */*"), 200, content.length(), crc.getValue());
    }
}
