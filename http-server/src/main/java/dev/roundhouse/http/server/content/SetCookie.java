package dev.roundhouse.http.server.content;

import dev.roundhouse.http.grammar.HttpGrammar;
import dev.roundhouse.http.message.FieldName;
import dev.roundhouse.http.message.Response;
import dev.roundhouse.http.semantics.HttpDate;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A cookie that is sent to the client: the value of Set-Cookie. RFC 6265bis §4.1
 *
 * <pre>{@code
 * SetCookie session = SetCookie.named("__Host-session", id)
 *         .secure().httpOnly().path("/").sameSite(SetCookie.SameSite.LAX).build();
 * return session.addTo(Responses.seeOther("/"));
 * }</pre>
 *
 * <p>What a client would ignore is rejected when the cookie is built: a name with the prefix {@code __Secure-} or {@code __Host-}
 * without the attributes that it promises, {@code SameSite=None} or {@code Partitioned} without {@code Secure}, and a cookie that
 * is too long.
 */
public final class SetCookie {
    private static final FieldName SET_COOKIE = FieldName.of("Set-Cookie");

    /** RFC 6265bis §5.6: a client ignores a longer cookie, and a longer attribute. */
    private static final int MAX_NAME_AND_VALUE = 4096;

    private static final int MAX_ATTRIBUTE = 1024;

    private final String fieldValue;

    private SetCookie(String fieldValue) {
        this.fieldValue = fieldValue;
    }

    /** Which requests from other sites have the cookie. RFC 6265bis §4.1.2.7 */
    public enum SameSite {
        /** No request from another site. */
        STRICT("Strict"),
        /** Only requests with which the browser navigates to this site by a safe method. */
        LAX("Lax"),
        /** All requests; requires {@code Secure}. */
        NONE("None");

        private final String text;

        SameSite(String text) {
            this.text = text;
        }
    }

    /**
     * Starts to build a cookie.
     *
     * @param name a token
     * @param value visible ASCII without quotation marks, comma, semicolon and backslash; encode other values, with Base64 for
     *     example
     * @throws IllegalArgumentException when the name or the value has another character
     */
    public static CookieBuilder named(String name, String value) {
        return new CookieBuilder(name, value);
    }

    /**
     * Starts to build a cookie that deletes the one of the same name, domain and path at the client.
     *
     * @throws IllegalArgumentException when the name is not a token
     */
    public static CookieBuilder deleting(String name) {
        return new CookieBuilder(name, "").maxAge(Duration.ZERO);
    }

    /** Returns the response with this cookie. */
    public Response addTo(Response response) {
        return response.with(SET_COOKIE, fieldValue);
    }

    /** The value of the field. */
    @Override
    public String toString() {
        return fieldValue;
    }

    /** Builds a cookie. Without a duration, it lasts until the client ends its session. */
    public static final class CookieBuilder {
        private final String name;
        private final String value;
        private final Map<String, String> attributes = new LinkedHashMap<>();
        private Optional<SameSite> sameSite = Optional.empty();

        private CookieBuilder(String name, String value) {
            if (!HttpGrammar.isToken(name)) {
                throw new IllegalArgumentException("the name of a cookie must be a token: " + name);
            }
            if (!value.chars().allMatch(CookieBuilder::isCookieValue)) {
                throw new IllegalArgumentException("invalid character in the value of cookie " + name
                        + " (RFC 6265bis §4.1.1); encode it, with Base64 for example");
            }
            if (name.length() + value.length() > MAX_NAME_AND_VALUE) {
                throw new IllegalArgumentException(
                        "cookie " + name + " is longer than " + MAX_NAME_AND_VALUE + " bytes");
            }
            this.name = name;
            this.value = value;
        }

        private static boolean isCookieValue(int character) {
            return character > 0x20 && character < 0x7F && "\",;\\".indexOf(character) < 0;
        }

        /** The client keeps the cookie for this time, rounded down to seconds; not more deletes it. */
        public CookieBuilder maxAge(Duration duration) {
            return with("Max-Age", Long.toString(Math.max(0, duration.toSeconds())));
        }

        /** The client keeps the cookie until then. {@link #maxAge} takes precedence. */
        public CookieBuilder expires(Instant time) {
            return with("Expires", HttpDate.format(time.getEpochSecond()));
        }

        /** The hosts below this domain get the cookie as well; without it, only this host. */
        public CookieBuilder domain(String domain) {
            boolean isValid = !domain.isEmpty()
                    && domain.chars().allMatch(c -> HttpGrammar.isAlphanumeric(c) || c == '.' || c == '-');
            if (!isValid) {
                throw new IllegalArgumentException("invalid domain of cookie " + name + ": " + domain);
            }
            return with("Domain", domain);
        }

        /** Requests for paths below this one have the cookie; without it, those next to the path of this request. */
        public CookieBuilder path(String path) {
            if (!path.startsWith("/") || !path.chars().allMatch(c -> c >= 0x20 && c < 0x7F && c != ';')) {
                throw new IllegalArgumentException("invalid path of cookie " + name + ": " + path);
            }
            return with("Path", path);
        }

        /** Only encrypted connections get the cookie. */
        public CookieBuilder secure() {
            return with("Secure", "");
        }

        /** Scripts of the page cannot read the cookie. */
        public CookieBuilder httpOnly() {
            return with("HttpOnly", "");
        }

        /** Which requests from other sites have the cookie. */
        public CookieBuilder sameSite(SameSite which) {
            sameSite = Optional.of(which);
            return with("SameSite", which.text);
        }

        /** The cookie is kept apart for each site in which this one is embedded. */
        public CookieBuilder partitioned() {
            return with("Partitioned", "");
        }

        private CookieBuilder with(String attribute, String attributeValue) {
            if (attributeValue.length() > MAX_ATTRIBUTE) {
                throw new IllegalArgumentException(
                        attribute + " of cookie " + name + " is longer than " + MAX_ATTRIBUTE + " bytes");
            }
            attributes.put(attribute, attributeValue);
            return this;
        }

        /**
         * Returns the cookie.
         *
         * @throws IllegalArgumentException when a client would ignore it
         */
        public SetCookie build() {
            boolean isSecure = attributes.containsKey("Secure");
            // RFC 6265bis §4.1.3: a client compares the prefixes without regard to letter case.
            String lower = name.toLowerCase(Locale.ROOT);
            require(isSecure || !lower.startsWith("__secure-"), "the prefix __Secure- requires Secure");
            require(
                    !lower.startsWith("__host-")
                            || (isSecure && "/".equals(attributes.get("Path")) && !attributes.containsKey("Domain")),
                    "the prefix __Host- requires Secure, Path=/ and no Domain");
            require(isSecure || !sameSite.equals(Optional.of(SameSite.NONE)), "SameSite=None requires Secure");
            require(isSecure || !attributes.containsKey("Partitioned"), "Partitioned requires Secure");
            StringBuilder text = new StringBuilder(name).append('=').append(value);
            attributes.forEach((attribute, attributeValue) ->
                    text.append("; ").append(attribute).append(attributeValue.isEmpty() ? "" : "=" + attributeValue));
            return new SetCookie(text.toString());
        }

        private void require(boolean condition, String rule) {
            if (!condition) {
                throw new IllegalArgumentException("cookie " + name + ": " + rule + " (RFC 6265bis)");
            }
        }
    }
}
