package dev.roundhouse.http.cli;

import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** Options with a common heading in the help. Several commands can have the same group. */
public abstract class OptionGroup extends OptionContainer {
    private final String heading;

    /** @param heading without a colon */
    protected OptionGroup(String heading) {
        this.heading = heading;
    }

    /** The group of this class in a command. */
    public static <G extends OptionGroup> Optional<G> of(CommandSpec command, Class<G> type) {
        return command.mixins().values().stream()
                .map(CommandSpec::userObject)
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst();
    }

    /** Adds these options to a command, after its other options. */
    final void addTo(CommandSpec command) {
        CommandSpec group = CommandSpec.wrapWithoutInspection(this).interpolateVariables(false);
        group.usageMessage().description(heading);
        addOptionsTo(group);
        command.addMixin(heading, group);
    }
}
