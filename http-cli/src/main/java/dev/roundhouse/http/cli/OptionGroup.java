package dev.roundhouse.http.cli;

import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** Options that belong together. They have a heading in the help, and several commands may have them. */
public abstract class OptionGroup extends OptionContainer {
    private final String heading;

    /** @param heading without a colon */
    protected OptionGroup(String heading) {
        this.heading = heading;
    }

    /** The group of this class that a command has. */
    public static <G extends OptionGroup> Optional<G> of(CommandSpec command, Class<G> type) {
        return command.mixins().values().stream()
                .map(CommandSpec::userObject)
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst();
    }

    /** Gives a command these options, behind those that it has. */
    final void addTo(CommandSpec command) {
        CommandSpec group = CommandSpec.wrapWithoutInspection(this);
        group.usageMessage().description(heading);
        addOptionsTo(group);
        command.addMixin(heading, group);
    }
}
