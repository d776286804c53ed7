package dev.roundhouse.http.app.logging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LogbackServiceProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.spi.SLF4JServiceProvider;

class PreconfiguredSlf4jProviderTest {
    @AfterEach
    void no_configuration_is_set() {
        System.clearProperty(LogConfigurator.FILE_PROPERTY);
    }

    private static LoggerContext context(SLF4JServiceProvider provider) {
        provider.initialize();
        return assertInstanceOf(LoggerContext.class, provider.getLoggerFactory());
    }

    @Test
    void configuration_equals_that_of_logback() {
        LoggerContext searched = context(new LogbackServiceProvider());
        LoggerContext direct = context(new PreconfiguredSlf4jProvider());

        assertEquals(searched.getName(), direct.getName());
        ch.qos.logback.classic.Logger root = direct.getLogger(Logger.ROOT_LOGGER_NAME);
        assertEquals(searched.getLogger(Logger.ROOT_LOGGER_NAME).getLevel(), root.getLevel());
        assertTrue(root.iteratorForAppenders().hasNext());
        assertTrue(direct.isStarted());
        assertFalse(direct.getLogger("a").isDebugEnabled());
        assertTrue(direct.getLogger("a").isInfoEnabled());
        direct.stop();
        searched.stop();
    }

    @Test
    void explicit_configuration_is_loaded_by_logback() {
        System.setProperty(LogConfigurator.FILE_PROPERTY, "src/test/resources/logback-of-mine.xml");

        LoggerContext context = context(new PreconfiguredSlf4jProvider());

        assertTrue(context.getLogger("a").isTraceEnabled());
        context.stop();
    }

    @Test
    void markers_and_mdc_are_available() {
        PreconfiguredSlf4jProvider provider = new PreconfiguredSlf4jProvider();
        context(provider).stop();

        assertEquals("a", provider.getMarkerFactory().getMarker("a").getName());
        provider.getMDCAdapter().put("k", "v");
        assertEquals("v", provider.getMDCAdapter().get("k"));
        provider.getMDCAdapter().clear();
        assertEquals(new LogbackServiceProvider().getRequestedApiVersion(), provider.getRequestedApiVersion());
    }
}
