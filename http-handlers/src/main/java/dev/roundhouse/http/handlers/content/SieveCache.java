package dev.roundhouse.http.handlers.content;

import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * A map that forgets what is not asked for, so as to stay within a weight. It is SIEVE (Zhang and others, NSDI 2024): the
 * entries stand in the order they came; a hand goes from the oldest to the newest, spares whoever was asked for since it
 * last passed, and takes the first who was not. So a scan of things that nobody asks for twice pushes out itself.
 *
 * <p>A key has one value, of one of two kinds, each with a weight of its own to stay within: what is of the one kind never
 * pushes out what is of the other.
 *
 * <p>Reading takes no lock and writes at most one flag, and that only after the hand has passed.
 *
 * @param <V> what is remembered
 */
final class SieveCache<V> {
    private final ConcurrentHashMap<String, Node<V>> nodes = new ConcurrentHashMap<>();
    private final Ring<V> main;
    private final Ring<V> others;

    /** An entry, and its place in the order. All but the flag and what is final is guarded by the map's lock. */
    private static final class Node<V> {
        private final String key;
        private final Optional<V> value;
        private final Ring<V> ring;
        private long weight;
        private Node<V> newer = this;
        private Node<V> older = this;

        /** Racy: a lost mark costs an entry its second chance, no more. */
        private boolean used;

        private Node(String key, V value, Ring<V> ring, long weight) {
            this.key = key;
            this.value = Optional.ofNullable(value);
            this.ring = ring;
            this.weight = weight;
        }
    }

    /** The entries of one kind in their order. Guarded by the map's lock. */
    private static final class Ring<V> {
        private long capacity;
        private final Node<V> ends = new Node<>("", null, this, 0);
        private Node<V> hand = ends;
        private long weight;

        private Ring(long capacity) {
            this.capacity = capacity;
        }

        private void add(Node<V> node) {
            node.older = ends.older;
            node.newer = ends;
            node.older.newer = node;
            ends.older = node;
            weight += node.weight;
        }

        private void remove(Node<V> node) {
            if (hand == node) {
                hand = node.newer;
            }
            node.older.newer = node.newer;
            node.newer.older = node.older;
            weight -= node.weight;
        }

        /** The next that nobody asked for since the hand last passed. */
        private Node<V> next() {
            while (true) {
                Node<V> candidate = hand == ends ? ends.newer : hand;
                hand = candidate.newer;
                if (!candidate.used) {
                    return candidate;
                }
                candidate.used = false;
            }
        }
    }

    /** An empty map that will not weigh more than this. */
    SieveCache(long capacity) {
        this(capacity, 0);
    }

    /**
     * An empty map for two kinds of values.
     *
     * @param capacity what {@link #put} may weigh
     * @param otherCapacity what {@link #putOther} may weigh
     */
    SieveCache(long capacity, long otherCapacity) {
        main = new Ring<>(capacity);
        others = new Ring<>(otherCapacity);
    }

    Optional<V> get(String key) {
        Node<V> node = nodes.get(key);
        if (node == null) {
            return Optional.empty();
        }
        if (!node.used) {
            node.used = true;
        }
        return node.value;
    }

    /** Whether it is this value that is remembered. */
    boolean holds(String key, V value) {
        Node<V> node = nodes.get(key);
        return node != null && node.value.get() == value;
    }

    /** Remembers in place of what this key had, unless it weighs more than everything may. */
    synchronized void put(String key, V value, long itsWeight) {
        put(new Node<>(key, value, main, itsWeight));
    }

    /** Remembers a value of the other kind in place of what this key had. */
    synchronized void putOther(String key, V value, long itsWeight) {
        put(new Node<>(key, value, others, itsWeight));
    }

    /**
     * Remembers, unless there is a value already that will do.
     *
     * @return the one that will do, or this value
     */
    synchronized V putUnless(Predicate<V> willDo, String key, V value, long itsWeight) {
        Node<V> node = nodes.get(key);
        if (node != null && node.value.filter(willDo).isPresent()) {
            return node.value.get();
        }
        put(key, value, itsWeight);
        return value;
    }

    private void put(Node<V> node) {
        evict(nodes.get(node.key));
        if (node.weight <= node.ring.capacity) {
            shrink(node.ring, node.ring.capacity - node.weight);
            node.ring.add(node);
            nodes.put(node.key, node);
        }
    }

    /** What is remembered has grown heavier; it may be the one that is forgotten for it. */
    synchronized void addWeight(String key, V value, long by) {
        Node<V> node = nodes.get(key);
        if (node != null && node.value.get() == value) {
            node.weight += by;
            node.ring.weight += by;
            shrink(node.ring, node.ring.capacity);
        }
    }

    /** Forgets, if it is still this value that is remembered. */
    synchronized void remove(String key, V value) {
        Node<V> node = nodes.get(key);
        if (node != null && node.value.get() == value) {
            evict(node);
        }
    }

    /** Forgets whatever this key has. */
    void remove(String key) {
        if (nodes.containsKey(key)) {
            removeNow(key);
        }
    }

    private synchronized void removeNow(String key) {
        evict(nodes.get(key));
    }

    /** Removes everything, and holds nothing from then on. */
    synchronized void close() {
        main.capacity = 0;
        others.capacity = 0;
        shrink(main, 0);
        shrink(others, 0);
    }

    /** What everything weighs, but for values of the other kind. */
    synchronized long weight() {
        return main.weight;
    }

    private void shrink(Ring<V> ring, long bound) {
        while (ring.weight > bound) {
            evict(ring.next());
        }
    }

    private void evict(Node<V> node) {
        if (node != null) {
            node.ring.remove(node);
            nodes.remove(node.key);
        }
    }
}
