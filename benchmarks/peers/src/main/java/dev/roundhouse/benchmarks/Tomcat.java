package dev.roundhouse.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.catalina.Context;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.servlets.DefaultServlet;

/** Tomcat with its default servlet, whose cache of resources is on by default. Arguments: directory, port. */
public final class Tomcat {
    private static final Logger LOG = Logger.getLogger("org.apache");

    private Tomcat() {}

    public static void main(String[] args) throws Exception {
        LOG.setLevel(Level.WARNING);
        org.apache.catalina.startup.Tomcat tomcat = new org.apache.catalina.startup.Tomcat();
        tomcat.setBaseDir(Files.createTempDirectory("tomcat").toString());
        Connector connector = new Connector();
        connector.setProperty("address", "127.0.0.1");
        connector.setPort(Integer.parseInt(args[1]));
        // As the other servers: a connection ends when the client ends it, not after 100 requests.
        connector.setProperty("maxKeepAliveRequests", "-1");
        tomcat.setConnector(connector);
        Context files = tomcat.addContext("", Path.of(args[0]).toAbsolutePath().toString());
        org.apache.catalina.startup.Tomcat.addServlet(files, "default", new DefaultServlet());
        files.addServletMappingDecoded("/", "default");
        tomcat.start();
        tomcat.getServer().await();
    }
}
