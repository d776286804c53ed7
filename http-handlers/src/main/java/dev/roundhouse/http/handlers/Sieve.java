package dev.roundhouse.http.handlers;

import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A map that forgets what is not asked for, so as to stay within a weight. It is SIEVE (Zhang and others, NSDI 2024): the
 * entries stand in the order they came; a hand goes from the oldest to the newest, spares whoever was asked for since it
 * last passed, and takes the first who was not. So a scan of things that nobody asks for twice pushes out itself.
 *
 * <p>Reading takes no lock and writes at most one flag, and that only after the hand has passed.
 *
 * @param <V> what is remembered
 */
final class Sieve<V> {
    private final ConcurrentHashMap<String, Node<V>> nodes = new ConcurrentHashMap<>();
    private final long capacity;
    private final Node<V> ends = new Node<>("", null, 0);
    private Node<V> hand = ends;
    private long weight;

    /** An entry, and its place in the order. All but the flag and what is final is guarded by the map's lock. */
    private static final class Node<V> {
        private final String key;
        private final Optional<V> value;
        private long weight;
        private Node<V> newer = this;
        private Node<V> older = this;

        /** Racy: a lost mark costs an entry its second chance, no more. */
        private boolean used;

        private Node(String key, V value, long weight) {
            this.key = key;
            this.value = Optional.ofNullable(value);
            this.weight = weight;
        }
    }

    /** An empty map that will not weigh more than this. */
    Sieve(long capacity) {
        this.capacity = capacity;
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

    /** Remembers, unless it weighs more than everything may. */
    synchronized void put(String key, V value, long itsWeight) {
        drop(nodes.get(key));
        if (itsWeight > capacity) {
            return;
        }
        shrinkTo(capacity - itsWeight);
        Node<V> node = new Node<>(key, value, itsWeight);
        node.older = ends.older;
        node.newer = ends;
        node.older.newer = node;
        ends.older = node;
        weight += itsWeight;
        nodes.put(key, node);
    }

    /** What is remembered has grown heavier; it may be the one that is forgotten for it. */
    synchronized void grew(String key, V value, long by) {
        Node<V> node = nodes.get(key);
        if (node != null && node.value.get() == value) {
            node.weight += by;
            weight += by;
            shrinkTo(capacity);
        }
    }

    /** Forgets, if it is still this value that is remembered. */
    synchronized void remove(String key, V value) {
        Node<V> node = nodes.get(key);
        if (node != null && node.value.get() == value) {
            drop(node);
        }
    }

    /** What everything weighs. */
    synchronized long weight() {
        return weight;
    }

    private void shrinkTo(long bound) {
        while (weight > bound) {
            Node<V> candidate = hand == ends ? ends.newer : hand;
            hand = candidate.newer;
            if (candidate.used) {
                candidate.used = false;
            } else {
                drop(candidate);
            }
        }
    }

    private void drop(Node<V> node) {
        if (node == null) {
            return;
        }
        if (hand == node) {
            hand = node.newer;
        }
        node.older.newer = node.newer;
        node.newer.older = node.older;
        weight -= node.weight;
        nodes.remove(node.key);
    }
}
