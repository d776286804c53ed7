package dev.roundhouse.http.app.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
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
import com.tngtech.archunit.library.GeneralCodingRules;
import java.io.File;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.Buffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Stream;

/** The dependency rules of the reactor. */
final class ArchitectureRules {
    private static final String ROOT = "dev.roundhouse.http.";
    private static final String GRAMMAR = ROOT + "grammar";
    private static final String MESSAGE = ROOT + "message";
    private static final String SEMANTICS = ROOT + "semantics";
    private static final String CONNECTION = ROOT + "connection";
    private static final String H1 = ROOT + "h1";
    private static final String H2 = ROOT + "h2";
    private static final String HPACK = ROOT + "hpack";
    private static final String JSON = ROOT + "json";
    private static final String TLS = ROOT + "tls";
    private static final String TRANSPORT = ROOT + "transport";
    private static final String HANDLERS = ROOT + "handlers";
    private static final String SERVER = ROOT + "server";
    private static final String FILES = HANDLERS + ".files";
    private static final String CLI = ROOT + "cli";
    private static final String CONFORMANCE = ROOT + "conformance";
    private static final String LAB = ROOT + "lab";
    private static final String TESTING = ROOT + "testing";
    private static final String APP = ROOT + "app";

    /** The packages of the violations. They have the names of the packages of the product, below this one. */
    static final String VIOLATIONS_PACKAGE = APP + ".architecture.violations";

    /** The packages of the layers; each stands for itself and all packages below it. */
    static final List<String> LAYERS = List.of(
            GRAMMAR,
            MESSAGE,
            SEMANTICS,
            CONNECTION,
            H1,
            H2,
            HPACK,
            JSON,
            TLS,
            TRANSPORT,
            HANDLERS,
            SERVER,
            CLI,
            APP,
            CONFORMANCE,
            LAB,
            TESTING);

    /** The main class of the load generator's process: its standard streams are its protocol. */
    private static final String LOAD_GENERATOR_MAIN = LAB + ".load.LoadGeneratorMain";

    /** The types of a reply that comes later. They start no thread: the caller that completes them has one. */
    private static final List<String> PROMISES = Stream.of(
                    "CompletionStage",
                    "CompletableFuture",
                    "CompletionException",
                    "Future",
                    "Executor",
                    "RejectedExecutionException",
                    "TimeoutException",
                    "atomic.AtomicReference")
            .map(name -> "java.util.concurrent." + name)
            .toList();

    /** The types of {@code java.security} that may be used everywhere. */
    private static final List<String> DIGESTS = List.of(
            "MessageDigest",
            "NoSuchAlgorithmException",
            "GeneralSecurityException",
            "SecureRandom",
            "CodeSource",
            "ProtectionDomain");

    private ArchitectureRules() {}

    static Stream<ArchitectureRule> all() {
        return Stream.of(
                protocolHasNoDependencies(),
                protocolDoesNotReadTheClock(),
                protocolHasNoMutableStatics(),
                messageDoesNotDependOnVersions(),
                messageDoesNotDependOnWireFormat(),
                http1DoesNotDependOnHttp2(),
                http2DoesNotDependOnHttp1(),
                headerCompressionDependsOnFieldNamesAlone(),
                onlyHttpConnectionsSelectsTheVersion(),
                handlersDoNotDependOnVersions(),
                protocolDoesNotDependOnUpperLayers(),
                transportsDoNotDependOnEachOther(),
                transportsDoNotReadHeaders(),
                transportsDoNotDependOnHandlers(),
                onlyTlsUsesTheCryptographyOfTheJdk(),
                tlsDoesNoInputOrOutput(),
                handlersDoNotDependOnTransports(),
                handlersDoNotUseTheNetwork(),
                embeddedServerDoesNotDependOnIoModels(),
                serverDoesNotDependOnTools(),
                onlyHandlersFilesAccessesFiles(),
                onlyServerModuleUsesDependencyInjection(),
                onlyCommandLinesUsePicocli(),
                onlyAppConfiguresLogging(),
                variantsOfSealedTypesAreFinal(),
                packagesAreFreeOfCycles(),
                noAccessToStandardStreams(),
                noGenericExceptions(),
                nothingDependsOnSystemDefaults());
    }

    /** The classes of these packages and of all packages below them, in the product and among the violations. */
    private static DescribedPredicate<JavaClass> in(String... packages) {
        String[] patterns = Stream.of(packages)
                .flatMap(name -> Stream.of(name + "..", name.replace(ROOT, VIOLATIONS_PACKAGE + ".") + ".."))
                .toArray(String[]::new);
        return resideInAnyPackage(patterns);
    }

    private static DescribedPredicate<JavaClass> protocol() {
        return in(GRAMMAR, MESSAGE, SEMANTICS, CONNECTION, H1, H2, HPACK).as("the protocol");
    }

    /** The I/O models: each package below the shared one. */
    private static DescribedPredicate<JavaClass> ioModels() {
        return in(TRANSPORT).and(not(resideInAnyPackage(TRANSPORT, VIOLATIONS_PACKAGE + ".transport")));
    }

    /** The violations have the app's package as a prefix, and only those that mimic it belong to it. */
    private static DescribedPredicate<JavaClass> app() {
        return in(APP).and(not(resideInAPackage(VIOLATIONS_PACKAGE + ".."))
                .or(resideInAPackage(VIOLATIONS_PACKAGE + ".app..")));
    }

    /** An allow-list: of channels, only the interface through which content may leave; of I/O, only its exception. */
    private static ArchitectureRule protocolHasNoDependencies() {
        DescribedPredicate<JavaClass> allowed = protocol()
                .or(resideInAnyPackage("java.lang..", "java.util", "java.util.function", "java.util.stream"))
                .or(resideInAnyPackage("java.nio", "java.nio.charset", "java.time..", "java.math"))
                .or(assignableTo(IOException.class))
                .or(DescribedPredicate.describe(
                        "WritableByteChannel", type -> type.isEquivalentTo(WritableByteChannel.class)))
                .or(DescribedPredicate.describe(
                        "ByteArrayOutputStream", type -> type.isEquivalentTo(java.io.ByteArrayOutputStream.class)))
                .or(DescribedPredicate.describe(
                        "SocketAddress, a value", type -> type.getName().equals("java.net.SocketAddress")))
                .or(DescribedPredicate.describe("promises", type -> PROMISES.contains(type.getName())))
                .or(DescribedPredicate.describe("primitives and arrays", type -> type.isPrimitive() || type.isArray()));
        return new ArchitectureRule(
                classes()
                        .that(protocol())
                        .should()
                        .onlyDependOnClassesThat(allowed)
                        .as("the protocol depends on values and buffers, and does no I/O"),
                protocol(),
                120,
                "connection.OpensSocket");
    }

    private static ArchitectureRule protocolDoesNotReadTheClock() {
        DescribedPredicate<JavaAccess<?>> clock = DescribedPredicate.describe("a clock or a thread", access -> {
            String owner = access.getTargetOwner().getName();
            String name = access.getTarget().getName();
            return (owner.equals("java.lang.System") && (name.equals("nanoTime") || name.equals("currentTimeMillis")))
                    || (owner.startsWith("java.time.") && name.equals("now"))
                    || owner.equals("java.lang.Thread");
        });
        return new ArchitectureRule(
                noClasses()
                        .that(protocol())
                        .should()
                        .accessTargetWhere(clock)
                        .as("the protocol does not read the clock and starts no thread"),
                protocol(),
                120,
                "h1.server.ReadsSystemClock");
    }

    private static ArchitectureRule protocolHasNoMutableStatics() {
        return new ArchitectureRule(
                fields().that()
                        .areDeclaredInClassesThat(protocol())
                        .and()
                        .haveModifier(JavaModifier.STATIC)
                        .should()
                        .haveModifier(JavaModifier.FINAL)
                        .as("the protocol has no mutable static field"),
                protocol(),
                120,
                "h1.codec.HasMutableStatic");
    }

    private static ArchitectureRule messageDoesNotDependOnVersions() {
        return new ArchitectureRule(
                noClasses()
                        .that(in(MESSAGE))
                        .should()
                        .dependOnClassesThat(in(CONNECTION, H1, H2, HPACK))
                        .as("messages do not depend on a connection or a version of HTTP"),
                in(MESSAGE),
                30,
                "message.DependsOnVersion");
    }

    /** Bytes are content, or they are how one version of HTTP writes a message: then they belong to its package. */
    private static ArchitectureRule messageDoesNotDependOnWireFormat() {
        List<String> content = List.of("Body", "Content", "Upload", "MappedUpload");
        DescribedPredicate<JavaClass> carriesContent = DescribedPredicate.describe(
                "classes that carry content",
                type -> content.stream()
                        .map(name -> MESSAGE + "." + name)
                        .anyMatch(name -> (type.getName() + "$").startsWith(name + "$")));
        DescribedPredicate<JavaClass> bytes = assignableTo(Buffer.class)
                .or(assignableTo(Charset.class))
                .or(assignableTo(OutputStream.class))
                .or(DescribedPredicate.describe("byte[]", type -> type.isEquivalentTo(byte[].class)));
        return new ArchitectureRule(
                noClasses()
                        .that(in(MESSAGE).and(not(carriesContent)))
                        .should()
                        .dependOnClassesThat(bytes)
                        .as("messages have no bytes but those of their content"),
                in(MESSAGE).and(not(carriesContent)),
                20,
                "message.EncodesItself");
    }

    private static ArchitectureRule http1DoesNotDependOnHttp2() {
        return new ArchitectureRule(
                noClasses()
                        .that(in(H1))
                        .should()
                        .dependOnClassesThat(in(H2, HPACK))
                        .as("HTTP/1 does not depend on HTTP/2"),
                in(H1),
                45,
                "h1.server.DependsOnHttp2");
    }

    private static ArchitectureRule http2DoesNotDependOnHttp1() {
        return new ArchitectureRule(
                noClasses()
                        .that(in(H2, HPACK))
                        .should()
                        .dependOnClassesThat(in(H1))
                        .as("HTTP/2 does not depend on HTTP/1"),
                in(H2, HPACK),
                70,
                "h2.server.DependsOnHttp1");
    }

    /** So that HPACK can be used and tested alone. */
    private static ArchitectureRule headerCompressionDependsOnFieldNamesAlone() {
        DescribedPredicate<JavaClass> allowed = in(HPACK, GRAMMAR)
                .or(DescribedPredicate.describe(
                        "field names", type -> type.getName().equals(MESSAGE + ".FieldName")))
                .or(resideInAPackage("java.."))
                .or(DescribedPredicate.describe("primitives and arrays", type -> type.isPrimitive() || type.isArray()));
        return new ArchitectureRule(
                classes()
                        .that(in(HPACK))
                        .should()
                        .onlyDependOnClassesThat(allowed)
                        .as("HPACK depends on nothing of HTTP but the names of fields"),
                in(HPACK),
                13,
                "hpack.DependsOnHeaders");
    }

    /** Service has a method that returns it. */
    private static ArchitectureRule onlyHttpConnectionsSelectsTheVersion() {
        DescribedPredicate<JavaClass> selects = DescribedPredicate.describe(
                "HttpConnections and Service",
                type -> List.of(TRANSPORT + ".HttpConnections", TRANSPORT + ".Service")
                        .contains(type.getName()));
        DescribedPredicate<JavaClass> others =
                in(TRANSPORT, TLS).and(not(selects)).and(not(readsPlainRequests()));
        return new ArchitectureRule(
                noClasses()
                        .that(others)
                        .should()
                        .dependOnClassesThat(in(H1, H2, HPACK))
                        .as("transports and TLS use connections of any version, and only HttpConnections creates them"),
                others,
                80,
                "transport.blocking.DependsOnHttp2Frames");
    }

    /** A request in clear at a port with TLS is parsed for its response. */
    private static DescribedPredicate<JavaClass> readsPlainRequests() {
        return DescribedPredicate.describe(
                "PlainRequest", type -> type.getName().equals(TLS + ".PlainRequest"));
    }

    private static ArchitectureRule handlersDoNotDependOnVersions() {
        return new ArchitectureRule(
                noClasses()
                        .that(in(HANDLERS))
                        .should()
                        .dependOnClassesThat(in(H1, H2, HPACK))
                        .as("handlers do not depend on a version of HTTP"),
                in(HANDLERS),
                120,
                "handlers.DependsOnFrames");
    }

    private static ArchitectureRule protocolDoesNotDependOnUpperLayers() {
        return new ArchitectureRule(
                noClasses()
                        .that(protocol())
                        .should()
                        .dependOnClassesThat(in(TLS, TRANSPORT, HANDLERS, SERVER, CONFORMANCE, LAB, TESTING)
                                .or(app()))
                        .as("the protocol does not depend on upper layers"),
                protocol(),
                120,
                "h1.client.DependsOnUpperLayer");
    }

    private static ArchitectureRule transportsDoNotDependOnEachOther() {
        return new ArchitectureRule(
                slices().matching("dev.roundhouse.http..transport.(*)..")
                        .should()
                        .notDependOnEachOther()
                        .as("transports do not depend on each other"),
                ioModels(),
                18,
                "transport.nio.DependsOnOtherTransport");
    }

    /** Through Pump and Connection they move bytes; a transport that can read a header is a bug. */
    private static ArchitectureRule transportsDoNotReadHeaders() {
        DescribedPredicate<JavaClass> bodies =
                DescribedPredicate.describe("a body", type -> type.getName().startsWith(MESSAGE + ".Body"));
        return new ArchitectureRule(
                noClasses()
                        .that(ioModels())
                        .should()
                        .dependOnClassesThat(
                                in(MESSAGE, SEMANTICS, H1, H2, HPACK).and(not(bodies)))
                        .as("transports do not read headers"),
                ioModels(),
                18,
                "transport.nio.DependsOnOtherTransport");
    }

    private static ArchitectureRule transportsDoNotDependOnHandlers() {
        return new ArchitectureRule(
                noClasses()
                        .that(in(TRANSPORT))
                        .should()
                        .dependOnClassesThat(
                                in(HANDLERS, SERVER, CONFORMANCE, LAB, TESTING).or(app()))
                        .as("transports do not depend on handlers"),
                in(TRANSPORT),
                40,
                "transport.blocking.DependsOnHandlers");
    }

    /** Digests of content are no secret, and need no keys. */
    private static ArchitectureRule onlyTlsUsesTheCryptographyOfTheJdk() {
        DescribedPredicate<JavaClass> digests = DescribedPredicate.describe(
                "digests, random numbers and places of classes", type -> DIGESTS.contains(type.getSimpleName()));
        return new ArchitectureRule(
                noClasses()
                        .that(not(in(TLS)))
                        .should()
                        .dependOnClassesThat(resideInAnyPackage("javax.net.ssl..", "java.security..", "javax.crypto..")
                                .and(not(digests)))
                        .as("only http-tls uses TLS and the keys of the JDK"),
                not(in(TLS)),
                500,
                "transport.UsesTlsOfJdk");
    }

    private static ArchitectureRule tlsDoesNoInputOrOutput() {
        return new ArchitectureRule(
                noClasses()
                        .that(in(TLS))
                        .should()
                        .dependOnClassesThat(in(TRANSPORT, HANDLERS, SERVER, CONFORMANCE, LAB, TESTING, CLI)
                                .or(app())
                                .or(resideInAPackage("java.nio.channels..")))
                        .as("TLS does not depend on sockets, transports and handlers"),
                in(TLS),
                30,
                "tls.DependsOnTransport");
    }

    private static ArchitectureRule handlersDoNotDependOnTransports() {
        return new ArchitectureRule(
                noClasses()
                        .that(in(HANDLERS))
                        .should()
                        .dependOnClassesThat(
                                in(TRANSPORT, SERVER, CONFORMANCE, LAB, TESTING).or(app()))
                        .as("handlers do not depend on transports"),
                in(HANDLERS),
                120,
                "handlers.DependsOnNetwork");
    }

    private static ArchitectureRule handlersDoNotUseTheNetwork() {
        return new ArchitectureRule(
                noClasses()
                        .that(in(HANDLERS))
                        .should()
                        .dependOnClassesThat(resideInAPackage("java.net.."))
                        .as("handlers do not use the network"),
                in(HANDLERS),
                120,
                "handlers.DependsOnNetwork");
    }

    /** They are found by name, so that a program may add a transport, or leave one out. */
    private static ArchitectureRule embeddedServerDoesNotDependOnIoModels() {
        return new ArchitectureRule(
                noClasses()
                        .that(in(SERVER))
                        .should()
                        .dependOnClassesThat(ioModels().or(app()).or(in(CLI)))
                        .as("the server to embed depends on no I/O model, and not on the application"),
                in(SERVER),
                20,
                "server.DependsOnIoModel");
    }

    /** The server's jar contains neither the conformance tests and the lab, which are separate programs, nor the test kit. */
    private static ArchitectureRule serverDoesNotDependOnTools() {
        DescribedPredicate<JavaClass> server = not(in(CONFORMANCE, LAB, TESTING));
        return new ArchitectureRule(
                noClasses()
                        .that(server)
                        .should()
                        .dependOnClassesThat(in(CONFORMANCE, LAB, TESTING))
                        .as("the server does not depend on the tools and the test kit"),
                server,
                400,
                "app.cli.DependsOnTool");
    }

    /** A review of what clients can reach on the disk reads this package, and no other. */
    private static ArchitectureRule onlyHandlersFilesAccessesFiles() {
        DescribedPredicate<JavaClass> files = DescribedPredicate.describe(
                "files",
                type -> type.isEquivalentTo(Files.class)
                        || type.isAssignableTo(FileChannel.class)
                        || type.isAssignableTo(File.class)
                        || type.isAssignableTo(RandomAccessFile.class)
                        || type.isAssignableTo(FileInputStream.class)
                        || type.isAssignableTo(FileOutputStream.class));
        DescribedPredicate<JavaClass> subjects = in(TRANSPORT, HANDLERS).and(not(in(FILES)));
        return new ArchitectureRule(
                noClasses()
                        .that(subjects)
                        .should()
                        .dependOnClassesThat(files)
                        .as("of transports and handlers, only handlers.files accesses files"),
                subjects,
                150,
                "handlers.content.AccessesFiles");
    }

    private static ArchitectureRule onlyServerModuleUsesDependencyInjection() {
        DescribedPredicate<JavaClass> others = not(DescribedPredicate.describe(
                "the module of the server", type -> type.getName().startsWith(APP + ".server.ServerModule")));
        return new ArchitectureRule(
                noClasses()
                        .that(others)
                        .should()
                        .dependOnClassesThat(resideInAnyPackage("com.google.inject..", "jakarta.inject.."))
                        .as("only ServerModule uses dependency injection"),
                others,
                300,
                "handlers.DependsOnNetwork");
    }

    private static ArchitectureRule onlyCommandLinesUsePicocli() {
        DescribedPredicate<JavaClass> programs = DescribedPredicate.describe(
                "the main class", type -> type.getName().startsWith(APP + ".Main"));
        DescribedPredicate<JavaClass> others =
                not(in(CLI, APP + ".cli", CONFORMANCE + ".cli", LAB + ".cli").or(programs));
        return new ArchitectureRule(
                noClasses()
                        .that(others)
                        .should()
                        .dependOnClassesThat(resideInAPackage("picocli.."))
                        .as("only packages for command lines use picocli"),
                others,
                300,
                "handlers.DependsOnNetwork");
    }

    private static ArchitectureRule onlyAppConfiguresLogging() {
        return new ArchitectureRule(
                noClasses()
                        .that(not(app()))
                        .should()
                        .dependOnClassesThat(resideInAPackage("ch.qos.logback.."))
                        .as("only the application configures logging"),
                not(app()),
                300,
                "handlers.DependsOnNetwork");
    }

    private static ArchitectureRule variantsOfSealedTypesAreFinal() {
        DescribedPredicate<JavaClass> variant = DescribedPredicate.describe(
                "variants of sealed types",
                type -> !type.isInterface()
                        && type.getAllRawInterfaces().stream()
                                .anyMatch(parent -> parent.reflect().isSealed())
                        && !type.isEnum());
        return new ArchitectureRule(
                classes()
                        .that(variant)
                        .should(be(DescribedPredicate.describe(
                                "final", type -> type.getModifiers().contains(JavaModifier.FINAL))))
                        .as("variants of sealed types are final"),
                variant,
                30,
                "semantics.NonFinalVariants$NonFinalVariant");
    }

    private static ArchitectureRule packagesAreFreeOfCycles() {
        return new ArchitectureRule(
                slices().matching("dev.roundhouse.http.(**)")
                        .should()
                        .beFreeOfCycles()
                        .as("packages are free of cycles"),
                alwaysTrue(),
                400,
                "message.DependsOnVersion");
    }

    private static ArchitectureRule noAccessToStandardStreams() {
        DescribedPredicate<JavaClass> programs = DescribedPredicate.describe(
                "programs",
                type -> type.getName().equals(APP + ".Main")
                        || type.getName().equals(LOAD_GENERATOR_MAIN)
                        || type.getName().equals(LAB + ".cli.LabMain")
                        || type.getName().equals(CONFORMANCE + ".cli.ConformanceMain")
                        || type.getPackageName().contains("examples"));
        return new ArchitectureRule(
                noClasses()
                        .that(not(programs))
                        .should(GeneralCodingRules.ACCESS_STANDARD_STREAMS)
                        .as("only programs use the standard streams"),
                not(programs),
                400,
                "semantics.NonFinalVariants");
    }

    private static ArchitectureRule noGenericExceptions() {
        return new ArchitectureRule(
                noClasses().should(GeneralCodingRules.THROW_GENERIC_EXCEPTIONS).as("no generic exceptions are thrown"),
                alwaysTrue(),
                400,
                "semantics.NonFinalVariants");
    }

    /** What is sent, logged, reported or printed is the same in Cairo, Bangkok and Istanbul. */
    private static ArchitectureRule nothingDependsOnSystemDefaults() {
        return new ArchitectureRule(
                noClasses()
                        .should()
                        .accessTargetWhere(DescribedPredicate.describe(
                                "the default locale, calendar, time zone or charset", SystemDefaults::matches))
                        .as("nothing depends on the default locale, calendar, time zone or charset"),
                alwaysTrue(),
                400,
                "handlers.UsesDefaultLocale");
    }
}
