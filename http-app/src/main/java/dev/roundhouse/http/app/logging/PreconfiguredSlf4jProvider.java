package dev.roundhouse.http.app.logging;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LogbackServiceProvider;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import org.slf4j.ILoggerFactory;
import org.slf4j.IMarkerFactory;
import org.slf4j.helpers.BasicMarkerFactory;
import org.slf4j.spi.MDCAdapter;
import org.slf4j.spi.SLF4JServiceProvider;

/**
 * Gives SLF4J Logback, configured by {@link LogConfigurator} at once. Logback's own provider would look for configurations in
 * many places, and tell itself how long each took; that is a fifth of what the program does until it listens. Who names a
 * configuration gets Logback's own provider, and all that it can do.
 *
 * <p>Stands in the program's jar alone. Tests get Logback's provider, which finds the same configurator as a service.
 */
public final class PreconfiguredSlf4jProvider implements SLF4JServiceProvider {
    private final SLF4JServiceProvider delegate;

    /** For SLF4J, which finds this class as a service. */
    public PreconfiguredSlf4jProvider() {
        delegate = System.getProperty(LogConfigurator.FILE_PROPERTY) == null
                ? new DirectProvider()
                : new LogbackServiceProvider();
    }

    @Override
    public ILoggerFactory getLoggerFactory() {
        return delegate.getLoggerFactory();
    }

    @Override
    public IMarkerFactory getMarkerFactory() {
        return delegate.getMarkerFactory();
    }

    @Override
    public MDCAdapter getMDCAdapter() {
        return delegate.getMDCAdapter();
    }

    @Override
    public String getRequestedApiVersion() {
        return delegate.getRequestedApiVersion();
    }

    @Override
    public void initialize() {
        delegate.initialize();
    }

    /** One configuration, and no search for another. */
    private static final class DirectProvider implements SLF4JServiceProvider {
        private final LoggerContext context = new LoggerContext();
        private final IMarkerFactory markers = new BasicMarkerFactory();
        private final LogbackMDCAdapter diagnostics = new LogbackMDCAdapter();

        @Override
        public ILoggerFactory getLoggerFactory() {
            return context;
        }

        @Override
        public IMarkerFactory getMarkerFactory() {
            return markers;
        }

        @Override
        public MDCAdapter getMDCAdapter() {
            return diagnostics;
        }

        @Override
        public String getRequestedApiVersion() {
            return LogbackServiceProvider.REQUESTED_API_VERSION;
        }

        @Override
        public void initialize() {
            context.setName("default");
            context.setMDCAdapter(diagnostics);
            LogConfigurator configurator = new LogConfigurator();
            configurator.setContext(context);
            configurator.configure(context);
            context.start();
        }
    }
}
