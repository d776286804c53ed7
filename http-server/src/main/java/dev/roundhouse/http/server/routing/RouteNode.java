package dev.roundhouse.http.server.routing;

import dev.roundhouse.http.message.Handler;
import dev.roundhouse.http.server.routing.PathTemplate.Kind;
import dev.roundhouse.http.server.routing.PathTemplate.TemplateSegment;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A node of the tree of templates: those that begin with the same segments. A literal segment is preferred to a parameter, and a
 * parameter to the rest of a path, from left to right. Each node is visited at most once for a path.
 *
 * <p>The handlers are null where no template ends. Immutable after {@link #freeze}.
 */
final class RouteNode {
    private final Map<String, RouteNode> childrenByName = new LinkedHashMap<>();

    /** An open-addressing hash table: {@code HashMap} would need a string for the name. Its size is a power of two. */
    private String[] names = new String[1];

    private RouteNode[] children = new RouteNode[1];
    private RouteNode parameter;
    private Handler withoutSlash;
    private Handler withSlash;
    private Handler rest;

    /** Returns the node at the end of a template, without its rest parameter; it is created if there is none. */
    RouteNode nodeOf(PathTemplate template) {
        RouteNode node = this;
        for (TemplateSegment segment : template.segments()) {
            if (segment.kind() == Kind.LITERAL) {
                node = node.childrenByName.computeIfAbsent(segment.text(), name -> new RouteNode());
            } else if (segment.kind() == Kind.PARAMETER) {
                node = node.orCreateParameter();
            }
        }
        return node;
    }

    private RouteNode orCreateParameter() {
        if (parameter == null) {
            parameter = new RouteNode();
        }
        return parameter;
    }

    /** Sets the handler of paths that end here, with a slash or without one, or that go on. */
    void setHandler(PathTemplate template, Handler handler) {
        if (template.hasRest()) {
            rest = handler;
        } else if (template.endsWithSlash()) {
            withSlash = handler;
        } else {
            withoutSlash = handler;
        }
    }

    /** Sets the handler of paths that go on, and of the path without a slash if that has no handler. */
    void setMount(Handler mounted, Handler redirect) {
        rest = mounted;
        if (withoutSlash == null) {
            withoutSlash = redirect;
        }
    }

    /** Builds the tables of this node and those below it. */
    void freeze() {
        int capacity = Integer.highestOneBit(Math.max(1, 2 * childrenByName.size())) * 2;
        names = new String[capacity];
        children = new RouteNode[capacity];
        childrenByName.forEach(this::insert);
        Collection<RouteNode> nodes = childrenByName.values();
        nodes.forEach(RouteNode::freeze);
        if (parameter != null) {
            parameter.freeze();
        }
    }

    private void insert(String name, RouteNode child) {
        int slot = slot(name.hashCode());
        while (names[slot] != null) {
            slot = (slot + 1) & (names.length - 1);
        }
        names[slot] = name;
        children[slot] = child;
    }

    private int slot(int hash) {
        return (hash ^ (hash >>> 16)) & (names.length - 1);
    }

    /**
     * Returns the handler of a path, or null.
     *
     * @param path decoded
     * @param from after the slash that ends the segment of this node
     */
    Handler find(String path, int from) {
        if (from == path.length()) {
            return withSlash != null ? withSlash : rest;
        }
        int end = DecodedPath.segmentEnd(path, from);
        Handler found = findIn(child(path, from, end), path, end);
        if (found == null) {
            found = findIn(parameter, path, end);
        }
        return found != null ? found : rest;
    }

    private static Handler findIn(RouteNode node, String path, int end) {
        if (node == null) {
            return null;
        }
        return end == path.length() ? node.withoutSlash : node.find(path, end + 1);
    }

    private RouteNode child(String path, int from, int end) {
        int hash = 0;
        for (int at = from; at < end; at++) {
            hash = 31 * hash + path.charAt(at);
        }
        int slot = slot(hash);
        for (String name = names[slot]; name != null; name = names[slot]) {
            if (name.length() == end - from && path.startsWith(name, from)) {
                return children[slot];
            }
            slot = (slot + 1) & (names.length - 1);
        }
        return null;
    }
}
