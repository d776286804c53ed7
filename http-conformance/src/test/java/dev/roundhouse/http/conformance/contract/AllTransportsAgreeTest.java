package dev.roundhouse.http.conformance.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.roundhouse.http.conformance.Finding;
import dev.roundhouse.http.transport.Transport;
import dev.roundhouse.http.transport.blocking.BlockingTransport;
import dev.roundhouse.http.transport.blocking.ThreadKind;
import dev.roundhouse.http.transport.nio.NioTransport;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** However they wait, they say the same, octet for octet. */
class AllTransportsAgreeTest {
    @Test
    void the_octets_of_every_answer_are_the_same_but_for_the_date() throws IOException, InterruptedException {
        Map<String, String> expected = answers(new NioTransport());

        for (Transport transport : others().toList()) {
            Map<String, String> answers = answers(transport);
            for (Map.Entry<String, String> entry : expected.entrySet()) {
                String name = entry.getKey();
                assertEquals(entry.getValue(), answers.get(name), () -> name + " over " + transport.name());
            }
        }
    }

    private static Stream<Transport> others() {
        return Stream.of(ThreadKind.values()).filter(ThreadKind::isSupported).map(BlockingTransport::new);
    }

    private static Map<String, String> answers(Transport transport) throws IOException, InterruptedException {
        List<Finding> findings = ConversationContract.findings(transport);
        Map<String, String> answers = new LinkedHashMap<>();
        for (Finding finding : findings) {
            answers.put(finding.conversation().name(), masked(finding.heard()));
        }
        return answers;
    }

    private static String masked(String heard) {
        return heard.replaceAll("\r\nDate: [^\r]*\r\n", "\r\nDate: masked\r\n");
    }
}
