package dev.roundhouse.http.handlers.content;

import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * A map of limited weight that evicts by SIEVE (Zhang et al., NSDI 2024): entries are in insertion order; a hand moves from the
 * oldest to the newest, keeps entries that were used since it last passed, and evicts the first that was not. So a scan of keys
 * that are used once evicts only itself.
 *
 * <p>A key has one value, of one of two kinds with a capacity each: values of one kind never evict values of the other.
 *
 * <p>Reading takes no lock and writes at most one flag, and only after the hand has passed.
 *
 * @param <V> type of the values
 */
final class SieveCache<V> {
    private final ConcurrentHashMap<String, Node<V>> nodes = new ConcurrentHashMap<>();
    private final Ring<V> main;
    private final Ring<V> others;

    /** An entry in the order of its kind. The fields that are not final, except the flag, are guarded by the map's lock. */
    private static final class Node<V> {
        private final String key;
        private final Optional<V> value;
        private final Ring<V> ring;
        private long weight;
        private Node<V> newer = this;
        private Node<V> older = this;

        /** Racy: a lost write costs the entry its second chance, nothing else. */
        private boolean used;

        private Node(String key, V value, Ring<V> ring, long weight) {
            this.key = key;
            this.value = Optional.ofNullable(value);
            this.ring = ring;
            this.weight = weight;
        }
    }

    /** The entries of one kind in insertion order. Guarded by the map's lock. */
    private static final class Ring<V> {
        private long capacity;
        private final Node<V> sentinel = new Node<>("", null, this, 0);
        private Node<V> hand = sentinel;
        private long weight;

        private Ring(long capacity) {
            this.capacity = capacity;
        }

        private void add(Node<V> node) {
            node.older = sentinel.older;
            node.newer = sentinel;
            node.older.newer = node;
            sentinel.older = node;
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

        /** The next entry that was not used since the hand last passed. */
        private Node<V> next() {
            while (true) {
                Node<V> candidate = hand == sentinel ? sentinel.newer : hand;
                hand = candidate.newer;
                if (!candidate.used) {
                    return candidate;
                }
                candidate.used = false;
            }
        }
    }

    /** An empty map of this capacity. */
    SieveCache(long capacity) {
        this(capacity, 0);
    }

    /**
     * An empty map for two kinds of values.
     *
     * @param capacity maximum weight of the values of {@link #put}
     * @param otherCapacity maximum weight of the values of {@link #putOther}
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

    /** Whether the key has this very value. */
    boolean contains(String key, V value) {
        Node<V> node = nodes.get(key);
        return node != null && node.value.get() == value;
    }

    /** Sets the value of a key, unless it is heavier than the capacity. */
    synchronized void put(String key, V value, long weight) {
        put(new Node<>(key, value, main, weight));
    }

    /** Sets a value of the other kind. */
    synchronized void putOther(String key, V value, long weight) {
        put(new Node<>(key, value, others, weight));
    }

    /**
     * Sets the value of a key, unless it has one that is accepted.
     *
     * @return the accepted value, or the new one
     */
    synchronized V putUnless(Predicate<V> accepted, String key, V value, long weight) {
        Node<V> node = nodes.get(key);
        if (node != null && node.value.filter(accepted).isPresent()) {
            return node.value.get();
        }
        put(key, value, weight);
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

    /** Increases the weight of a value, which may evict it. */
    synchronized void addWeight(String key, V value, long by) {
        Node<V> node = nodes.get(key);
        if (node != null && node.value.get() == value) {
            node.weight += by;
            node.ring.weight += by;
            shrink(node.ring, node.ring.capacity);
        }
    }

    /** Removes the entry, if it has this very value. */
    synchronized void remove(String key, V value) {
        Node<V> node = nodes.get(key);
        if (node != null && node.value.get() == value) {
            evict(node);
        }
    }

    /** Removes the entry of a key. */
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

    /** The weight of all values but those of the other kind. */
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
