package dev.roundhouse.http.message;

import dev.roundhouse.http.grammar.HttpGrammar;
import java.util.List;

/**
 * A request method (RFC 9110 §9): a case-sensitive token. The registered ones are constants.
 *
 * @param name the token as it is sent
 */
public record Method(String name) {
    public static final Method GET = new Method("GET");
    public static final Method HEAD = new Method("HEAD");
    public static final Method POST = new Method("POST");
    public static final Method PUT = new Method("PUT");
    public static final Method DELETE = new Method("DELETE");
    public static final Method CONNECT = new Method("CONNECT");
    public static final Method OPTIONS = new Method("OPTIONS");
    public static final Method TRACE = new Method("TRACE");
    public static final Method PATCH = new Method("PATCH");

    private static final List<Method> STANDARD = List.of(GET, HEAD, POST, PUT, DELETE, CONNECT, OPTIONS, TRACE, PATCH);

    /** @throws IllegalArgumentException when the name is not a token */
    public Method {
        if (!HttpGrammar.isToken(name)) {
            throw new IllegalArgumentException("invalid method (RFC 9110 §9.1): " + name);
        }
    }

    /** Returns the method of that name; a constant of this class where there is one. */
    public static Method of(String name) {
        for (Method method : STANDARD) {
            if (method.name.equals(name)) {
                return method;
            }
        }
        return new Method(name);
    }

    /** Whether this is one of the methods of RFC 9110 §9.3 or RFC 5789. */
    boolean isStandard() {
        return STANDARD.contains(this);
    }

    /**
     * Written by hand, like {@link #hashCode()}: the methods of a record are linked at their first use, which costs time at
     * startup.
     */
    @Override
    public boolean equals(Object other) {
        return this == other || (other instanceof Method method && name.equals(method.name));
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    @Override
    public String toString() {
        return name;
    }
}
