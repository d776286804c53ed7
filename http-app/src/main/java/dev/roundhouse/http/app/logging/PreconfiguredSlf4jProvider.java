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
 * Provides Logback to SLF4J, configured by {@link LogConfigurator} without a search. Logback's own provider searches for
 * configurations in many places and records how long that took, which is a fifth of the startup time. If the system property
 * of Logback names a configuration file, Logback's own provider is used.
 *
 * <p>Only the packaged program uses this class. Tests use Logback's provider, which finds the same configurator as a service.
 */
public final class PreconfiguredSlf4jProvider implements SLF4JServiceProvider {
    private final SLF4JServiceProvider delegate;

    /** Creates the provider; called by the service loader of SLF4J. */
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

    /** Provides one configuration, without a search for others. */
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
