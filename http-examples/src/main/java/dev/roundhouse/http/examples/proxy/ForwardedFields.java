package dev.roundhouse.http.examples.proxy;

import dev.roundhouse.http.grammar.HttpGrammar;
import dev.roundhouse.http.message.FieldName;
import dev.roundhouse.http.message.Headers;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The fields of a message that a proxy forwards. RFC 9110 §7.6 */
final class ForwardedFields {
    private static final FieldName VIA = FieldName.of("Via");
    private static final String OWN_VIA = "1.1 proxy-example";

    /** Fields for one connection, and those that the engine sets itself. */
    private static final Set<FieldName> NOT_FORWARDED = Set.of(
            FieldName.CONNECTION,
            FieldName.of("Keep-Alive"),
            FieldName.of("Proxy-Connection"),
            FieldName.of("Proxy-Authenticate"),
            FieldName.of("Proxy-Authorization"),
            FieldName.TE,
            FieldName.TRAILER,
            FieldName.TRANSFER_ENCODING,
            FieldName.UPGRADE,
            FieldName.EXPECT,
            FieldName.CONTENT_LENGTH,
            FieldName.DATE,
            FieldName.SERVER);

    private ForwardedFields() {}

    /** Returns the fields without those for one connection, which include those that Connection lists, and with Via. */
    static Headers of(Headers received) {
        Set<FieldName> dropped = new HashSet<>(NOT_FORWARDED);
        for (String option : received.listMembers(FieldName.CONNECTION)) {
            if (isToken(option)) {
                dropped.add(FieldName.of(option));
            }
        }
        // A message cannot make the proxy drop the host.
        dropped.remove(FieldName.HOST);
        Headers.Builder forwarded = Headers.builder();
        for (Headers.FieldLine line : received) {
            if (!dropped.contains(FieldName.of(line.name()))) {
                forwarded.add(line.name(), line.value());
            }
        }
        return forwarded.add(VIA, OWN_VIA).build();
    }

    private static boolean isToken(String option) {
        return HttpGrammar.isToken(option);
    }

    /** The declared length of the body, or -1. The engine has checked the field. */
    static long contentLength(Headers received) {
        List<String> values = received.all(FieldName.CONTENT_LENGTH);
        return values.isEmpty() ? -1 : Long.parseLong(values.get(0));
    }
}
