package dev.roundhouse.http.lab.server;

import dev.roundhouse.http.lab.result.CpuPinning;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** CPU cores of the servers and of the load generator.
 *
 * @param server cores of the servers; shared with the generator if nothing is pinned
 * @param generator cores of the generator
 * @param pinning the allocation for the results
 */
public record CoreAllocation(List<Integer> server, List<Integer> generator, CpuPinning pinning) {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String ALLOWED = "Cpus_allowed_list:";

    /** Copies the lists. */
    public CoreAllocation {
        server = List.copyOf(server);
        generator = List.copyOf(generator);
    }

    /** Assigns half of the available cores to each side, if {@code taskset} is available. */
    public static CoreAllocation split() {
        List<Integer> allowed = allowed();
        if (allowed.size() < 2) {
            return shared(allowed, "Servers and load generator shared the only core; the results are unreliable.");
        }
        if (!ExternalTools.isAvailable("taskset")) {
            return shared(
                    allowed, "Not pinned, since taskset is not installed: servers and load generator shared cores.");
        }
        int half = allowed.size() / 2;
        List<Integer> server = allowed.subList(0, half);
        List<Integer> generator = allowed.subList(half, allowed.size());
        String description = "Servers ran on " + describe(server) + " and the generator on " + describe(generator)
                + ", pinned by taskset; the kernel was not pinned.";
        return new CoreAllocation(server, generator, new CpuPinning(true, list(server), list(generator), description));
    }

    private static CoreAllocation shared(List<Integer> all, String why) {
        return new CoreAllocation(all, all, new CpuPinning(false, "", "", why));
    }

    /** Prefix of a server's command. */
    List<String> serverPrefix() {
        return pinning.isPinned() ? List.of("taskset", "-c", pinning.serverCores()) : List.of();
    }

    /** Prefix of the generator's command. */
    public List<String> generatorPrefix() {
        return pinning.isPinned() ? List.of("taskset", "-c", pinning.generatorCores()) : List.of();
    }

    private static String describe(List<Integer> cores) {
        return (cores.size() == 1 ? "core " : "cores ") + list(cores);
    }

    private static String list(List<Integer> cores) {
        return cores.stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    private static List<Integer> allowed() {
        try (Stream<String> lines = Files.lines(STATUS)) {
            return lines.filter(line -> line.startsWith(ALLOWED))
                    .findFirst()
                    .map(line -> parse(line.substring(ALLOWED.length()).strip()))
                    .orElseGet(CoreAllocation::counted);
        } catch (IOException e) {
            return counted();
        }
    }

    private static List<Integer> counted() {
        return Stream.iterate(0, core -> core + 1)
                .limit(Runtime.getRuntime().availableProcessors())
                .toList();
    }

    /** Parses a list such as {@code 0-3,8}. */
    static List<Integer> parse(String list) {
        List<Integer> cores = new ArrayList<>();
        for (String range : list.split(",", -1)) {
            int dash = range.indexOf('-');
            int first = Integer.parseInt(dash < 0 ? range : range.substring(0, dash));
            int last = dash < 0 ? first : Integer.parseInt(range.substring(dash + 1));
            for (int core = first; core <= last; core++) {
                cores.add(core);
            }
        }
        return cores;
    }
}
