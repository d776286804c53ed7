package dev.roundhouse.http.app.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.be;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.io.File;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Stream;

/** The rules that hold the shape of this house, to be read aloud. */
final class ArchitectureRules {
    /** Where the violations stand that the rules must find. They mimic the packages of the product. */
    static final String WRONG = "dev.roundhouse.http.app.architecture.wrong";

    private static final String PROTOCOL = "dev.roundhouse.http.";
    private static final String MESSAGE = PROTOCOL + "message";
    private static final String SEMANTICS = PROTOCOL + "semantics";
    private static final String CONNECTION = PROTOCOL + "connection";
    private static final String H1 = PROTOCOL + "h1";
    private static final String TRANSPORT = PROTOCOL + "transport";
    private static final String BLOCKING = TRANSPORT + ".blocking";
    private static final String NIO = TRANSPORT + ".nio";
    private static final String HANDLERS = PROTOCOL + "handlers";
    private static final String CONFORMANCE = PROTOCOL + "conformance";
    private static final String APP = PROTOCOL + "app";
    private static final String CONFIG = APP + ".config";
    private static final String OPTIONS = APP + ".options";
    private static final String ACCESS_LOG = APP + ".accesslog";
    private static final String SITE = APP + ".site";
    private static final String EXPLAIN = APP + ".explain";
    private static final String APP_LAB = APP + ".lab";
    private static final String LAB = PROTOCOL + "lab";

    /** A program of its own: its standard streams are how it is talked to. */
    private static final String LOAD_PROCESS = PROTOCOL + "lab.load.LoadGeneratorMain";

    static final List<String> LAYERS = List.of(
            MESSAGE,
            SEMANTICS,
            CONNECTION,
            H1,
            TRANSPORT,
            BLOCKING,
            NIO,
            HANDLERS,
            APP,
            CONFIG,
            OPTIONS,
            ACCESS_LOG,
            SITE,
            EXPLAIN,
            APP_LAB,
            LAB);

    /** A reply that comes later is one. They start no thread: whoever completes them has one. */
    private static final List<String> PROMISES = Stream.of(
                    "CompletionStage", "CompletableFuture", "CompletionException", "Future")
            .map(name -> "java.util.concurrent." + name)
            .toList();

    private ArchitectureRules() {}

    static Stream<ArchRule> all() {
        return Stream.of(
                protocolHasNoDependencies(),
                protocolDoesNotReadTheClock(),
                protocolHasNoMutableStatics(),
                messageDoesNotDependOnWireFormat(),
                protocolDoesNotDependOnUpperLayers(),
                transportsDoNotDependOnEachOther(),
                transportsDoNotReadHeaders(),
                transportsDoNotDependOnHandlers(),
                handlersDoNotDependOnTransports(),
                handlersDoNotUseTheNetwork(),
                onlyHandlersFilesAccessesFiles(),
                onlyAppUsesDependencyInjection(),
                onlyAppConfiguresLogging(),
                variantsOfSealedTypesAreFinal(),
                packagesAreFreeOfCycles(),
                noAccessToStandardStreams(),
                noGenericExceptions(),
                nothingDependsOnSystemDefaults());
    }

    private static DescribedPredicate<JavaClass> in(String... packages) {
        String[] both = Stream.of(packages)
                .flatMap(name -> Stream.of(name, name.replace(PROTOCOL, WRONG + ".")))
                .toArray(String[]::new);
        return resideInAnyPackage(both);
    }

    private static DescribedPredicate<JavaClass> protocol() {
        return in(MESSAGE, SEMANTICS, CONNECTION, H1).as("the protocol");
    }

    private static DescribedPredicate<JavaClass> app() {
        return in(APP, CONFIG, OPTIONS, ACCESS_LOG, SITE, EXPLAIN, APP_LAB).as("the app");
    }

    /** An allow-list: of channels, only the interface through which content may leave; of I/O, only its exception. */
    private static ArchRule protocolHasNoDependencies() {
        DescribedPredicate<JavaClass> allowed = protocol()
                .or(resideInAnyPackage("java.lang..", "java.util", "java.util.function", "java.util.stream"))
                .or(resideInAnyPackage("java.nio", "java.nio.charset", "java.time..", "java.math"))
                .or(assignableTo(IOException.class))
                .or(DescribedPredicate.describe(
                        "WritableByteChannel", type -> type.isEquivalentTo(WritableByteChannel.class)))
                .or(DescribedPredicate.describe(
                        "ByteArrayOutputStream", type -> type.isEquivalentTo(java.io.ByteArrayOutputStream.class)))
                .or(DescribedPredicate.describe("promises", type -> PROMISES.contains(type.getName())))
                .or(DescribedPredicate.describe("primitives and arrays", type -> type.isPrimitive() || type.isArray()));
        return classes()
                .that(protocol())
                .should()
                .onlyDependOnClassesThat(allowed)
                .as("the protocol needs values and buffers, and no I/O");
    }

    private static ArchRule protocolDoesNotReadTheClock() {
        DescribedPredicate<JavaAccess<?>> clock = DescribedPredicate.describe("a clock or a thread", access -> {
            String owner = access.getTargetOwner().getName();
            String name = access.getTarget().getName();
            return (owner.equals("java.lang.System") && (name.equals("nanoTime") || name.equals("currentTimeMillis")))
                    || (owner.startsWith("java.time.") && name.equals("now"))
                    || owner.equals("java.lang.Thread");
        });
        return noClasses()
                .that(protocol())
                .should()
                .accessTargetWhere(clock)
                .as("the protocol reads no clock and starts no thread");
    }

    private static ArchRule protocolHasNoMutableStatics() {
        return fields().that()
                .areDeclaredInClassesThat(protocol())
                .and()
                .haveModifier(JavaModifier.STATIC)
                .should()
                .haveModifier(JavaModifier.FINAL)
                .as("the protocol has no static field that changes");
    }

    private static ArchRule messageDoesNotDependOnWireFormat() {
        return noClasses()
                .that(in(MESSAGE))
                .should()
                .dependOnClassesThat(in(CONNECTION, H1))
                .as("messages are the same in every version of HTTP");
    }

    private static ArchRule protocolDoesNotDependOnUpperLayers() {
        return noClasses()
                .that(protocol())
                .should()
                .dependOnClassesThat(in(TRANSPORT + "..", HANDLERS, CONFORMANCE).or(app()))
                .as("the protocol knows nobody above it");
    }

    private static ArchRule transportsDoNotDependOnEachOther() {
        return slices().matching("dev.roundhouse.http..transport.(*)")
                .should()
                .notDependOnEachOther()
                .as("transports do not see each other");
    }

    /** Through Pump and Connection they move bytes; a transport that can read a header is a bug. */
    private static ArchRule transportsDoNotReadHeaders() {
        DescribedPredicate<JavaClass> bodies =
                DescribedPredicate.describe("a body", type -> type.getName().startsWith(MESSAGE + ".Body"));
        return noClasses()
                .that(in(BLOCKING, NIO))
                .should()
                .dependOnClassesThat(in(MESSAGE, SEMANTICS, H1).and(not(bodies)))
                .as("the waiting parts of transports cannot read a header");
    }

    private static ArchRule transportsDoNotDependOnHandlers() {
        return noClasses()
                .that(in(TRANSPORT + ".."))
                .should()
                .dependOnClassesThat(in(HANDLERS, CONFORMANCE).or(app()))
                .as("transports do not see handlers");
    }

    private static ArchRule handlersDoNotDependOnTransports() {
        return noClasses()
                .that(in(HANDLERS))
                .should()
                .dependOnClassesThat(in(TRANSPORT + "..", CONFORMANCE).or(app()))
                .as("handlers do not see transports");
    }

    private static ArchRule handlersDoNotUseTheNetwork() {
        return noClasses()
                .that(in(HANDLERS))
                .should()
                .dependOnClassesThat(resideInAPackage("java.net.."))
                .as("handlers do not see the network");
    }

    /** Whoever reviews what can be reached from outside has these classes to read, and no others. */
    private static ArchRule onlyHandlersFilesAccessesFiles() {
        List<String> touching = List.of(
                "DocumentRoot",
                "FileMetadata",
                "Glance",
                "DirectorySnapshot",
                "RootPath",
                "SymlinkResolver",
                "ReadAccess",
                "DanglingLinks",
                "DirectoryEntries",
                "FileContent",
                "Walk",
                "SecureDirectoryResolver",
                "PathDirectoryResolver",
                "OpenDirectoryHandle",
                "PathDirectoryHandle",
                "CompressionLibraries");
        DescribedPredicate<JavaClass> files = DescribedPredicate.describe(
                "files",
                type -> type.isEquivalentTo(Files.class)
                        || type.isAssignableTo(FileChannel.class)
                        || type.isAssignableTo(File.class)
                        || type.isAssignableTo(RandomAccessFile.class)
                        || type.isAssignableTo(FileInputStream.class)
                        || type.isAssignableTo(FileOutputStream.class));
        return noClasses()
                .that(in(TRANSPORT, BLOCKING, NIO, HANDLERS)
                        .and(not(DescribedPredicate.describe(
                                "the few", type -> touching.contains(type.getSimpleName())))))
                .should()
                .dependOnClassesThat(files)
                .as("of all that answers requests, only " + String.join(", ", touching) + " touch files");
    }

    private static ArchRule onlyAppUsesDependencyInjection() {
        return noClasses()
                .that(not(app()))
                .should()
                .dependOnClassesThat(resideInAnyPackage("com.google.inject..", "jakarta.inject..", "picocli.."))
                .as("only the application wires and reads command lines");
    }

    private static ArchRule onlyAppConfiguresLogging() {
        return noClasses()
                .that(not(app()))
                .should()
                .dependOnClassesThat(resideInAPackage("ch.qos.logback.."))
                .as("only the application chooses where logs go");
    }

    private static ArchRule variantsOfSealedTypesAreFinal() {
        DescribedPredicate<JavaClass> variant = DescribedPredicate.describe(
                "variants of sealed types",
                type -> !type.isInterface()
                        && type.getAllRawInterfaces().stream()
                                .anyMatch(parent -> parent.reflect().isSealed())
                        && !type.isEnum());
        return classes()
                .that(variant)
                .should(be(DescribedPredicate.describe(
                        "final", type -> type.getModifiers().contains(JavaModifier.FINAL))))
                .as("variants of sealed types are final");
    }

    private static ArchRule packagesAreFreeOfCycles() {
        return slices().matching("dev.roundhouse.http.(**)")
                .should()
                .beFreeOfCycles()
                .as("packages are free of cycles");
    }

    private static ArchRule noAccessToStandardStreams() {
        return noClasses()
                .that(not(DescribedPredicate.describe(
                        "programs",
                        type -> type.getName().equals(APP + ".Main")
                                || type.getName().equals(LOAD_PROCESS)
                                || type.getPackageName().contains("examples"))))
                .should(GeneralCodingRules.ACCESS_STANDARD_STREAMS)
                .as("nobody writes to standard streams");
    }

    private static ArchRule noGenericExceptions() {
        return noClasses().should(GeneralCodingRules.THROW_GENERIC_EXCEPTIONS).as("nobody throws generic exceptions");
    }

    /** What is sent, logged, reported or printed is the same in Cairo, Bangkok and Istanbul. */
    private static ArchRule nothingDependsOnSystemDefaults() {
        return noClasses()
                .should()
                .accessTargetWhere(DescribedPredicate.describe(
                        "the default locale, calendar, time zone or charset", SystemDefaults::decide))
                .as("nothing depends on the default locale, calendar, time zone or charset");
    }
}
