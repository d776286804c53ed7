package dev.roundhouse.http.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.roundhouse.http.connection.Served;
import dev.roundhouse.http.h1.Http1Connection;
import dev.roundhouse.http.h1.Refusal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Every refusal is shown by a conversation, and the document says by which. */
class ConformanceDocumentTest {
    private static final Path DOCUMENT = Path.of("..", "docs", "conformance.md");

    /** What a client refuses of a server, which no conversation with a server can show. */
    private static final Set<Refusal> OF_CLIENTS = EnumSet.of(Refusal.STATUS_LINE_MALFORMED);

    private static Map<Refusal, Set<String>> refusals() throws IOException, DisagreementException {
        Map<Refusal, Set<String>> refusals = new EnumMap<>(Refusal.class);
        for (Conversation conversation : Corpus.conversations()) {
            Http1Connection machine = EngineReplay.machine(conversation);
            EngineLine line = EngineReplay.line(machine, new ReferenceSite(), Course.WHOLE);
            new Replay(line, true).hold(conversation);
            for (Optional<Served> served = machine.nextServed(); served.isPresent(); served = machine.nextServed()) {
                String refusal = served.get().refusal();
                if (!refusal.isEmpty()) {
                    refusals.computeIfAbsent(Refusal.valueOf(refusal), unseen -> new TreeSet<>())
                            .add(conversation.name());
                }
            }
        }
        return refusals;
    }

    @Test
    void every_refusal_is_shown_by_a_conversation() throws IOException, DisagreementException {
        Set<Refusal> unseen = EnumSet.allOf(Refusal.class);
        unseen.removeAll(refusals().keySet());

        assertEquals(OF_CLIENTS, unseen);
    }

    @Test
    void the_document_is_up_to_date() throws IOException, DisagreementException {
        List<Conversation> conversations = new ArrayList<>(Corpus.conversations());
        conversations.addAll(Corpus.aboutFiles());

        new Committed(DOCUMENT).requireText(new ConformanceDocument(conversations, refusals()).text());
    }
}
