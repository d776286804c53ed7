package dev.roundhouse.http.server.content.multipart;

import dev.roundhouse.http.grammar.HttpGrammar;
import dev.roundhouse.http.message.Headers;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Finds the parts of a multipart body (RFC 2046 §5.1.1) in bytes that come in any pieces, and passes on their content without a
 * copy. Used by one thread at a time.
 *
 * <pre>{@code
 * preamble --boundary CRLF  headers CRLF CRLF content  CRLF --boundary CRLF ...  CRLF --boundary-- epilogue
 * }</pre>
 *
 * <p>Stricter than the RFC: after a delimiter, only spaces, tabs and a line end are accepted, and a folded header line is not.
 */
final class MultipartParser {
    private final MultipartLimits limits;
    private final FormListener listener;

    /** CR LF, two hyphens, and the boundary. CR occurs in it only once, at the beginning. */
    private final byte[] delimiter;

    private static final int LINE_END = 2;

    private ParserState state = ParserState.PREAMBLE;

    /** Number of bytes of the delimiter that the last bytes match. The first delimiter may be at the very beginning. */
    private int matched = LINE_END;

    /** How many of them are not part of the content, whatever follows: the line end before it. */
    private int implied = LINE_END;

    private final ByteArrayOutputStream head = new ByteArrayOutputStream();
    private int lineBytes;
    private PartListener part = PartListener.SKIPPING;
    private int partCount;
    private long partBytes;

    private enum ParserState {
        PREAMBLE,
        CONTENT,
        AFTER_DELIMITER,
        /** A hyphen follows the delimiter: another one must follow. */
        AFTER_HYPHEN,
        AFTER_PADDING,
        /** CR follows the delimiter: LF must follow. */
        AFTER_CR,
        HEAD,
        EPILOGUE
    }

    MultipartParser(String boundary, MultipartLimits limits, FormListener listener) {
        this.delimiter = HttpGrammar.encode("\r\n--" + boundary);
        this.limits = limits;
        this.listener = listener;
    }

    /** Parses the next bytes; all are consumed. */
    void parse(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            switch (state) {
                case PREAMBLE, CONTENT -> parseContent(bytes);
                case AFTER_DELIMITER, AFTER_HYPHEN, AFTER_PADDING, AFTER_CR -> parseDelimiterEnd(bytes.get());
                case HEAD -> parseHead(bytes.get());
                case EPILOGUE -> bytes.position(bytes.limit());
            }
        }
    }

    /**
     * The body is complete.
     *
     * @throws MultipartException when the last delimiter is missing
     */
    void finish() throws MultipartException {
        if (state != ParserState.EPILOGUE) {
            throw MultipartException.malformed("the body ends before its last delimiter (RFC 2046 §5.1.1)");
        }
    }

    /**
     * Passes on bytes up to the next delimiter. A delimiter that begins in one buffer and does not go on in the next was content:
     * its bytes are those of the delimiter itself.
     */
    private void parseContent(ByteBuffer bytes) throws IOException {
        int start = bytes.position();
        int matchedBefore = matched;
        int at = start;
        while (at < bytes.limit() && matched < delimiter.length) {
            byte next = bytes.get(at++);
            if (next == delimiter[matched]) {
                matched++;
            } else {
                matched = next == delimiter[0] ? 1 : 0;
            }
        }
        int contentEnd = at - matched;
        if (contentEnd >= start) {
            passOn(ByteBuffer.wrap(delimiter, implied, matchedBefore - implied));
            passOn(bytes.slice(start, contentEnd - start));
            implied = 0;
        }
        bytes.position(at);
        if (matched == delimiter.length) {
            endContent();
        }
    }

    private void passOn(ByteBuffer content) throws IOException {
        if (state == ParserState.PREAMBLE || !content.hasRemaining()) {
            return;
        }
        partBytes += content.remaining();
        if (partBytes > limits.partBytes()) {
            throw MultipartException.tooLarge("a part is longer than " + limits.partBytes() + " bytes");
        }
        part.receive(content.asReadOnlyBuffer());
    }

    private void endContent() throws IOException {
        matched = 0;
        if (state == ParserState.CONTENT) {
            part.finish();
            part = PartListener.SKIPPING;
        }
        state = ParserState.AFTER_DELIMITER;
    }

    /** RFC 2046 §5.1.1: two hyphens after the last delimiter, otherwise white space and a line end. */
    private void parseDelimiterEnd(byte next) throws MultipartException {
        if (state == ParserState.AFTER_HYPHEN) {
            require(next == '-');
            state = ParserState.EPILOGUE;
        } else if (state == ParserState.AFTER_CR) {
            require(next == '\n');
            startHead();
        } else if (state == ParserState.AFTER_DELIMITER && next == '-') {
            state = ParserState.AFTER_HYPHEN;
        } else if (next == '\r') {
            state = ParserState.AFTER_CR;
        } else {
            require(HttpGrammar.isWhitespace(next));
            state = ParserState.AFTER_PADDING;
        }
    }

    private static void require(boolean wellFormed) throws MultipartException {
        if (!wellFormed) {
            throw MultipartException.malformed("malformed line after a delimiter (RFC 2046 §5.1.1)");
        }
    }

    private void startHead() throws MultipartException {
        if (++partCount > limits.parts()) {
            throw MultipartException.tooLarge("more than " + limits.parts() + " parts");
        }
        state = ParserState.HEAD;
        lineBytes = 0;
    }

    private void parseHead(byte next) throws IOException {
        head.write(next);
        lineBytes++;
        if (head.size() > limits.headerBytes()) {
            throw MultipartException.tooLarge("the header section of a part is longer than " + limits.headerBytes());
        }
        if (next != '\n') {
            return;
        }
        boolean isEmptyLine = lineBytes == LINE_END;
        lineBytes = 0;
        if (isEmptyLine) {
            Headers headers = PartHeaderParser.parse(head.toByteArray());
            head.reset();
            partBytes = 0;
            part = listener.startPart(ContentDisposition.headOf(headers));
            state = ParserState.CONTENT;
            // RFC 2046 §5.1.1: the line end before a delimiter belongs to it. A part without content may have only the
            // one after
            // its header section.
            matched = LINE_END;
            implied = LINE_END;
        }
    }
}
