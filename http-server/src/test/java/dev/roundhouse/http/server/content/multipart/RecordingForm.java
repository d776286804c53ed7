package dev.roundhouse.http.server.content.multipart;

import dev.roundhouse.http.message.Reply;
import dev.roundhouse.http.message.Status;
import dev.roundhouse.http.server.content.Responses;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Records the parts of a form as text, independent of the pieces in which they came. */
final class RecordingForm implements FormListener {
    private final StringBuilder text = new StringBuilder();
    private int aborts;

    @Override
    public PartListener startPart(PartHead head) {
        text.append('{').append(head.name());
        head.filename().ifPresent(name -> text.append(" file ").append(name));
        head.mediaType().ifPresent(type -> text.append(" type ").append(type));
        text.append(": ");
        return new PartListener() {
            @Override
            public void receive(ByteBuffer bytes) {
                text.append(StandardCharsets.ISO_8859_1.decode(bytes));
            }

            @Override
            public void finish() {
                text.append('}');
            }
        };
    }

    @Override
    public Reply finish() {
        return Responses.text(Status.OK, text.toString());
    }

    @Override
    public void abort() {
        aborts++;
    }

    int aborts() {
        return aborts;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
