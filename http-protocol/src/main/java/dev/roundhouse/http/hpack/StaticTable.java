package dev.roundhouse.http.hpack;

import java.util.HashMap;
import java.util.Map;

/** The static table (RFC 7541 Appendix A): indexes 1 to 61. */
final class StaticTable {
    /** The number of entries. */
    static final int LENGTH = 61;

    /** One entry a line, in the order of the RFC; a value follows the name. */
    private static final String ENTRIES = """
            :authority
            :method GET
            :method POST
            :path /
            :path /index.html
            :scheme http
            :scheme https
            :status 200
            :status 204
            :status 206
            :status 304
            :status 400
            :status 404
            :status 500
            accept-charset
            accept-encoding gzip, deflate
            accept-language
            accept-ranges
            accept
            access-control-allow-origin
            age
            allow
            authorization
            cache-control
            content-disposition
            content-encoding
            content-language
            content-length
            content-location
            content-range
            content-type
            cookie
            date
            etag
            expect
            expires
            from
            host
            if-match
            if-modified-since
            if-none-match
            if-range
            if-unmodified-since
            last-modified
            link
            location
            max-forwards
            proxy-authenticate
            proxy-authorization
            range
            referer
            refresh
            retry-after
            server
            set-cookie
            strict-transport-security
            transfer-encoding
            user-agent
            vary
            via
            www-authenticate
            """;

    private static final HpackField[] FIELDS = fields();
    private static final Map<String, Integer> FIRST_INDEXES = firstIndexes();

    private StaticTable() {}

    /** The entry of an index from 1 to 61. */
    static HpackField get(int index) {
        return FIELDS[index];
    }

    /** The index of the entry with this name and value; or the first of this name, negative; or 0. */
    static int find(String name, String value) {
        Integer first = FIRST_INDEXES.get(name);
        if (first == null) {
            return 0;
        }
        for (int index = first; index <= LENGTH && FIELDS[index].name().equals(name); index++) {
            if (FIELDS[index].value().equals(value)) {
                return index;
            }
        }
        return -first;
    }

    private static HpackField[] fields() {
        HpackField[] fields = new HpackField[LENGTH + 1];
        int index = 1;
        for (String line : ENTRIES.lines().toList()) {
            String[] parts = line.split(" ", 2);
            fields[index++] = new HpackField(parts[0], parts.length == 1 ? "" : parts[1]);
        }
        return fields;
    }

    private static Map<String, Integer> firstIndexes() {
        Map<String, Integer> indexes = new HashMap<>();
        for (int index = 1; index <= LENGTH; index++) {
            indexes.putIfAbsent(FIELDS[index].name(), index);
        }
        return indexes;
    }
}
