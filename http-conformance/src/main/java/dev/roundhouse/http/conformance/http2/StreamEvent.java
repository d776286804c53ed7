package dev.roundhouse.http.conformance.http2;

import dev.roundhouse.http.conformance.scenario.ReceivedResponse.ReceivedField;
import java.util.List;

/** What is received on a stream. */
sealed interface StreamEvent {
    /** Whether it is the last one of the server. */
    boolean isEnd();

    /** The fields of a block. */
    record ReceivedFields(List<ReceivedField> fields, boolean isEnd) implements StreamEvent {
        public ReceivedFields {
            fields = List.copyOf(fields);
        }

        /** The status; empty in trailers, and in malformed responses. */
        String status() {
            return fields.isEmpty() || !fields.get(0).name().equals(":status")
                    ? ""
                    : fields.get(0).value();
        }

        @Override
        public String toString() {
            return status().isEmpty() ? "trailers" : "status " + status();
        }
    }

    /** The content of a DATA frame, or a part of it. */
    record ReceivedContent(String bytes, boolean isEnd) implements StreamEvent {
        @Override
        public String toString() {
            return bytes.length() + " bytes of content";
        }
    }

    /** RST_STREAM. */
    record ReceivedReset(long code) implements StreamEvent {
        @Override
        public boolean isEnd() {
            return true;
        }

        @Override
        public String toString() {
            return "RST_STREAM with " + FrameChannel.codeName(code);
        }
    }
}
